package io.hypha.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyTest {
    @TempDir
    Path data;

    @Test
    void shouldMakeAKeyForItsOwnerOnlyAndKeepIt() throws IOException {
        AdminKey made = obtain(null);
        AdminKey kept = obtain(null);

        assertThat(made.origin()).isEqualTo(AdminKey.Origin.NEW);
        assertThat(made.value()).startsWith("hypha_");
        assertThat(kept).isEqualTo(new AdminKey(made.value(), AdminKey.Origin.FILE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).isEqualTo(made.value() + "\n");
        assertThat(data).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void shouldMakeAnotherWhereTheFileWasDeleted() throws IOException {
        AdminKey first = obtain(null);
        Files.delete(file());

        assertThat(obtain(null).value()).isNotEqualTo(first.value());
    }

    @Test
    void shouldPreferTheSettingAndWriteNoFile() {
        AdminKey key = obtain("an-admin-key-of-the-settings");

        assertThat(key).isEqualTo(new AdminKey("an-admin-key-of-the-settings", AdminKey.Origin.SETTING));
        assertThat(file()).doesNotExist();
    }

    @Test
    void shouldRefuseAKeyThatCouldBeGuessedWithoutShowingIt() {
        assertThatThrownBy(() -> obtain("swordfish"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hypha.admin-key")
                .hasMessageContaining("24 to 256")
                .hasMessageNotContaining("swordfish");
    }

    @Test
    void shouldSayThatTheFileHoldsNoKey() throws IOException {
        Files.writeString(file(), "\n");

        assertThatThrownBy(() -> obtain(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("Delete it");
    }

    @Test
    void shouldSayThatTheFileCannotBeWritten() {
        assertThatThrownBy(() -> AdminKey.obtain(null, data.resolve("missing"), new SecureRandom()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("admin.key");
    }

    @Test
    void shouldNotShowItself() {
        assertThat(obtain(null)).hasToString("AdminKey[NEW]");
    }

    private AdminKey obtain(String setting) {
        return AdminKey.obtain(setting, data, new SecureRandom());
    }

    private Path file() {
        return data.resolve(AdminKey.FILE);
    }
}
