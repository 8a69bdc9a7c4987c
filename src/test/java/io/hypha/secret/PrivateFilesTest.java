package io.hypha.secret;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PrivateFilesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(PrivateFiles.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void shouldMakeWhatIsForItsOwnerOnly() throws IOException {
        Path made = folder.resolve("a/b");
        PrivateFiles.createFolder(made);
        PrivateFiles.createFile(made.resolve("file"));
        PrivateFiles.createFile(made.resolve("file"));

        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.resolve("file"))).isEqualTo("rw-------");
        PrivateFiles.warnIfOpen(made);
        PrivateFiles.warnIfOpen(made.resolve("file"));
        assertThat(logged.list).isEmpty();
    }

    @Test
    void shouldWarnOfWhatOthersCanRead() throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        PrivateFiles.warnIfOpen(file);
        PrivateFiles.warnIfOpen(folder);

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        message -> assertThat(message).endsWith("Run: chmod 600 " + file),
                        message -> assertThat(message).endsWith("Run: chmod 700 " + folder));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
