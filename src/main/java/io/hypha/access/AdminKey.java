package io.hypha.access;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * The key of whoever runs this: from the setting {@code hypha.admin-key}, else made once and kept in {@code admin.key} in the
 * data folder, for its owner only. Deleting the file makes another at the next start.
 *
 * @param origin where it is from
 */
public record AdminKey(String value, Origin origin) {
    public static final String FILE = "admin.key";

    /** Where a key is from. */
    public enum Origin {
        /** {@code hypha.admin-key}. */
        SETTING,
        /** {@link #FILE}. */
        FILE,
        /** Made just now: it has to be shown. */
        NEW
    }

    /** Its hash is not salted, so it must not be guessable; and it has to travel in a header. */
    public AdminKey {
        requireNonNull(value, "value is null");
        if (!value.matches("[\\x21-\\x7e]{24,256}")) {
            throw new IllegalArgumentException(
                    "an admin key has 24 to 256 ASCII characters without spaces: this one has " + value.length());
        }
    }

    /**
     * Finds the key, or makes it. The data folder must exist.
     *
     * @param setting null if there is none
     * @throws IllegalStateException if setting or file hold no key; the message says what to do
     */
    public static AdminKey obtain(String setting, Path data, SecureRandom random) {
        if (setting != null) {
            return read(setting, Origin.SETTING, "hypha.admin-key", "Set a longer one, or none to have one made");
        }
        Path file = data.resolve(FILE);
        try {
            return Files.exists(file) ? read(file) : create(file, random);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    private static AdminKey read(Path file) throws IOException {
        PrivateFiles.warnIfOpen(file);
        return read(
                Files.readString(file).strip(),
                Origin.FILE,
                file.toString(),
                "Delete it to have another made at the next start");
    }

    private static AdminKey read(String value, Origin origin, String where, String advice) {
        try {
            return new AdminKey(value, origin);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(where + " holds no key: " + e.getMessage() + ". " + advice, e);
        }
    }

    /** Written beside and moved: the file is whole and closed to others from its first moment, whenever the process ends. */
    private static AdminKey create(Path file, SecureRandom random) throws IOException {
        AdminKey key = new AdminKey(new Secrets(random).newKey(), Origin.NEW);
        // Owner-only where the file system knows owners.
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".admin", ".key");
        try {
            write(draft, key.value + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        return key;
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return "AdminKey[" + origin + "]";
    }
}
