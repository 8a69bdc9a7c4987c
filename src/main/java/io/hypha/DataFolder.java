package io.hypha;

import io.hypha.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of everything that is kept. */
final class DataFolder {
    private DataFolder() {}

    /** Makes the folder if need be, and makes sure that it can be written, which says it better than a database would. */
    static void prepare(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.warnIfOpen(folder);
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
}
