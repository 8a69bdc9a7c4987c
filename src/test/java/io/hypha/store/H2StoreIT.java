package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT implements RegistryContract, AuditStoreContract, KeyStoreContract {
    @TempDir
    Path folder;

    private Database database;

    @Override
    public Database database() {
        return database;
    }

    @BeforeEach
    void open() {
        database = Database.open(StoreSettings.under(folder.resolve("data")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldKeepEverythingOverARestart() {
        new JdbcRegistry(database, new PlainCipher()).save(Samples.registration("crm", 1));
        database.close();
        open();

        assertThat(new JdbcRegistry(database, new PlainCipher()).all()).containsExactly(Samples.registration("crm", 1));
    }

    @Test
    void shouldMakeTheFolderForItsOwnerOnlyAndLeaveOneFile() throws IOException {
        Path data = folder.resolve("data");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        try (var files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("hypha.mv.db");
        }
    }

    @Test
    void shouldKeepWhatAnInterruptedThreadWrites() {
        JdbcRegistry registry = new JdbcRegistry(database, new PlainCipher());
        Thread.currentThread().interrupt();
        registry.save(Samples.registration("crm", 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void shouldSayThatItIsClosed() {
        database.close();

        assertThatThrownBy(() -> new JdbcKeyStore(database).all())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("read the API keys")
                .hasMessageContaining("stopping");
    }

    @Test
    void shouldSayThatTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Database.open(StoreSettings.under(file)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("hypha.data");
    }

    @Test
    void shouldSayThatTheFolderCannotBeWritten() throws IOException {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();

        assertThatThrownBy(() -> Database.open(StoreSettings.under(closed)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void shouldSayThatTheFileIsDamaged() throws IOException {
        Files.write(folder.resolve("hypha.mv.db"), List.of("This is no database.".repeat(1000)));

        assertThatThrownBy(() -> Database.open(StoreSettings.under(folder)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldSayThatAnotherProcessHasTheDatabase() throws IOException {
        try (Writer writer = Writer.start(folder.resolve("shared"))) {
            writer.acknowledged();

            assertThatThrownBy(() -> Database.open(StoreSettings.under(folder.resolve("shared"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    @Test
    void shouldSayThatTheTablesAreOfALaterVersion() {
        database.write(
                "pretend",
                handle -> handle.execute("INSERT INTO \"hypha_schema_history\""
                        + " SELECT \"installed_rank\" + 1, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'sa', \"installed_on\", 1, TRUE"
                        + " FROM \"hypha_schema_history\" WHERE \"version\" = '1'"));
        database.close();

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("or a newer one");
    }
}
