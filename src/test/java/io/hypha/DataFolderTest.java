package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path home;

    @Test
    void shouldBeForItsOwnerOnly() throws IOException {
        Path data = home.resolve("deep/data");

        DataFolder.open(data).close();

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve(".lock"))).isEqualTo("rw-------");
    }

    @Test
    void shouldBeForOneAtATime() throws IOException {
        try (DataFolder first = DataFolder.open(home)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> DataFolder.open(home))
                    .withMessageContaining(home.toString())
                    .withMessageContaining("in use")
                    .withMessageContaining("--data");
        }

        DataFolder.open(home).close();
    }

    @Test
    void shouldSayThatAFileIsInItsPlace() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertRefused(file, file + " is a file");
        assertRefused(file.resolve("data"), file + " is a file");
    }

    /** Nobody may write there, not even root. */
    @Test
    void shouldSayThatItCannotBeWritten() {
        assertRefused(Path.of("/proc/hypha"), "cannot be written");
    }

    private static void assertRefused(Path folder, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessageContaining(folder.toString())
                .withMessageContaining(why)
                .withMessageContaining("--data");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
