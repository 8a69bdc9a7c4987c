package io.hypha.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds the key to call with. The admin key of this machine goes to a runtime on this machine only: a mistyped or malicious
 * address must not collect it.
 */
final class ApiKeyFinder {
    static final String VARIABLE = "HYPHA_API_KEY";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,1000}");

    private final Map<String, String> environment;
    private final Supplier<Path> adminKey;

    ApiKeyFinder(Map<String, String> environment, Supplier<Path> adminKey) {
        this.environment = environment;
        this.adminKey = adminKey;
    }

    Optional<String> find(Path keyFile, ApiAddress api) {
        if (keyFile != null) {
            return Optional.of(read(keyFile));
        }
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (!given.isEmpty()) {
            return Optional.of(checked(given, "the environment variable " + VARIABLE));
        }
        return api.isLoopback()
                ? Optional.of(adminKey.get()).filter(Files::isReadable).map(ApiKeyFinder::read)
                : Optional.empty();
    }

    /** What to do where the key that was found, or none, is refused. */
    String advice(ApiAddress api) {
        String advice = "Put a key into the environment variable " + VARIABLE + ", or name its file with --key-file.";
        return api.isLoopback()
                ? advice + " Without either, " + adminKey.get() + " is used if it can be read."
                : advice;
    }

    private static String read(Path file) {
        try {
            return checked(Files.readString(file).strip(), "the file " + file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }

    /** The HTTP client would quote a key that cannot be a header in its complaint. */
    private static String checked(String key, String where) {
        if (!KEY.matcher(key).matches()) {
            throw new UsageException(where + " holds no API key: that is one word of ASCII characters");
        }
        return key;
    }
}
