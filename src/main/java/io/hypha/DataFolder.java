package io.hypha;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of everything that is kept. */
final class DataFolder {
    private DataFolder() {}

    /** Makes the folder if need be, and makes sure that it can be written, which says it better than a database would. */
    static void prepare(Path folder) {
        try {
            create(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("the data folder " + folder + " is a file: choose a folder with --data", e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " cannot be written (" + e.getMessage()
                            + "): give its user the right, free some space, or choose another with --data",
                    e);
        }
    }

    /** For its owner only, from the first moment: it will hold keys. */
    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.toAbsolutePath().getParent() != null) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }
}
