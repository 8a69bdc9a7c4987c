package io.hypha.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterPasswordTest {
    @TempDir
    Path home;

    @Test
    void shouldTakeTheOneThatIsSet() {
        MasterPassword password = open(Map.of("hypha.master-password", "given-one"));

        assertThat(password.text()).isEqualTo("given-one");
        assertThat(password.isGenerated()).isFalse();
        assertThat(password).hasToString("MasterPassword[REDACTED]");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void shouldReadAFile() throws IOException {
        Files.writeString(home.resolve("password"), "from file\n");

        assertThat(open(Map.of("hypha.master-password-file", "password")).text())
                .isEqualTo("from file");
    }

    @Test
    void shouldRefuseShortOnes() throws IOException {
        Files.writeString(home.resolve("password"), "1234567\n");

        assertRefused(Map.of("hypha.master-password", "short"), "only 5 characters: it needs at least 8");
        assertRefused(Map.of("hypha.master-password-file", "password"), "only 7 characters");
    }

    @Test
    void shouldGenerateOneForItsOwnerOnly() throws IOException {
        MasterPassword first = open(Map.of());
        Path file = home.resolve("data/master.key");

        assertThat(first.isGenerated()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(open(Map.of()).text()).isEqualTo(first.text());
        assertThat(home.resolve("data")).isDirectoryContaining(file::equals);
        try (var files = Files.list(home.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldNotGenerateAnotherForWhatIsEncrypted() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/keys.json"), "{}");

        assertRefused(Map.of(), "there is no master password");
        assertThat(home.resolve("data/master.key")).doesNotExist();
    }

    @Test
    void shouldRefuseFilesThatHoldNone() throws IOException {
        Files.writeString(home.resolve("empty"), " \n");
        Files.write(home.resolve("large"), new byte[5_000]);
        Files.write(home.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertRefused(Map.of("hypha.master-password-file", "empty"), "is empty");
        assertRefused(Map.of("hypha.master-password-file", "large"), "longer than");
        assertRefused(Map.of("hypha.master-password-file", "binary"), "cannot be read");
        assertRefused(Map.of("hypha.master-password-file", "absent"), "cannot be read");
    }

    private MasterPassword open(Map<String, String> options) {
        return MasterPassword.open(Settings.load(home, home.resolve("absent.properties"), Map.of(), options));
    }

    private void assertRefused(Map<String, String> options, String why) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> open(options))
                .withMessageContaining(why);
    }
}
