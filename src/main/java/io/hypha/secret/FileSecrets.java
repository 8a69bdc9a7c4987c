package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of one folder, as container platforms mount them. */
record FileSecrets(Optional<Path> folder) implements SecretProvider {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}(/[A-Za-z0-9_.-]{1,128}){0,8}");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");
    private static final int LARGEST = 64 * 1024;

    @Override
    public String secret(String name) {
        Path root = folder.orElseThrow(
                () -> new IllegalArgumentException("hypha.secrets.folder must be set before files may be used"));
        if (!NAME.matcher(name).matches() || DOTS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a file's name has letters, digits, '_', '.', '-' and '/' only: '" + name + "'");
        }
        try {
            return withoutNewline(Files.readString(allowed(root, name), UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no readable text file '" + name + "' in hypha.secrets.folder");
        }
    }

    /** Kubernetes mounts secrets as links within the folder; what leads out of it is as good as absent. */
    private static Path allowed(Path root, String name) throws IOException {
        Path file = root.resolve(name).toRealPath();
        if (!file.startsWith(root.toRealPath()) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new IOException("not allowed");
        }
        return file;
    }

    private static String withoutNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
