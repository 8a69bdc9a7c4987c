package io.hypha.store;

import io.hypha.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of an H2 URL, looked at before H2 does: H2 would open what it cannot write for reading only, and say nothing. */
final class DataFile {
    private static final Pattern FILE =
            Pattern.compile("jdbc:h2:(?:file:)?([^;:]{2,}|[A-Za-z]:[^;:]+)(?:;.*)?", Pattern.DOTALL);

    /** Left for H2: it does not survive a write that fails for want of space, not even to roll back. */
    private static final long RESERVE = 32L << 20;

    private final Path file;
    private final long reserve;

    DataFile(Path file, long reserve) {
        this.file = file;
        this.reserve = reserve;
    }

    /** Empty where the URL names no file, such as a database in memory. */
    static Optional<DataFile> of(String url) {
        Matcher matcher = FILE.matcher(url);
        return matcher.matches() && !matcher.group(1).startsWith("~")
                ? Optional.of(new DataFile(Path.of(matcher.group(1) + ".mv.db").toAbsolutePath(), RESERVE))
                : Optional.empty();
    }

    /** Makes the folder, for its owner only, if it is not there. */
    void prepare() {
        Path folder = file.getParent();
        try {
            PrivateFiles.createFolder(folder);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot make the data folder " + folder + " (" + reason(e)
                            + "). Make it, or choose another (hypha.data)",
                    e);
        }
        demandWritable(folder, "data folder");
        demandSpace();
        create();
        demandWritable(file, "database file");
    }

    /** H2 takes an empty file for a new one; its own would be for everybody to read. */
    private void create() {
        try {
            PrivateFiles.createFile(file);
            PrivateFiles.warnIfOpen(file);
        } catch (IOException e) {
            throw new StoreException("Cannot make the database file " + file + " (" + reason(e) + ")", e);
        }
    }

    /** To be asked before each write. */
    void demandSpace() {
        long left = file.getParent().toFile().getUsableSpace();
        if (left < reserve) {
            throw new StoreException("The disk of " + file.getParent() + " has " + (left >> 20) + " MB left, and "
                    + (reserve >> 20) + " MB are needed to go on. Free some space");
        }
    }

    private static void demandWritable(Path path, String what) {
        if (!Files.isWritable(path)) {
            throw new StoreException(
                    "The " + what + " " + path + " cannot be written by user " + System.getProperty("user.name")
                            + ". Change its permissions, or choose another data folder (hypha.data)");
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
