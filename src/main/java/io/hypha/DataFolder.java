package io.hypha;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of everything that is kept, for one process at a time: from before the first key is made until it is closed. Two that
 * begin at once would replace each other's keys.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = requireNonNull(channel, "channel is null");
    }

    /**
     * Makes the folder if need be, and makes sure that it can be written, which says it better than a database would.
     *
     * @throws IllegalStateException if it cannot be used, or is in use
     */
    static DataFolder open(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.warnIfOpen(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
            return lock(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException(
                    "the data folder " + folder + " cannot be made, as " + e.getMessage()
                            + " is a file: choose a folder with --data",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " cannot be written (" + e.getMessage()
                            + "): give its user the right, free some space, or choose another with --data",
                    e);
        }
    }

    private static DataFolder lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        PrivateFiles.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (isLocked(channel)) {
                return new DataFolder(channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IllegalStateException("the data folder " + folder.toAbsolutePath()
                + " is in use by another Hypha: stop that one, or give this one a folder of its own with --data");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The file stays: another process may be waiting to lock it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
