package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStoreIT implements RegistryContract, AuditStoreContract, KeyStoreContract {
    private static EmbeddedPostgres server;

    private Database database;

    @Override
    public Database database() {
        return database;
    }

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        database = Database.open(settings(url()));
        database.write(
                "empty the tables",
                handle -> handle.execute("TRUNCATE hypha_integration, hypha_revision, hypha_audit, hypha_api_key"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldOpenBesideTablesOfOthers() {
        database.write("make a schema", handle -> {
            handle.execute("CREATE SCHEMA shared");
            handle.execute("CREATE TABLE shared.theirs (id INT)");
        });

        Database.open(settings(url() + "?currentSchema=shared")).close();
    }

    @Test
    void shouldConnectAgainWhereTheServerClosedItsConnections() {
        database.read("look away", handle -> handle.createQuery("SELECT count(pg_terminate_backend(pid))"
                        + " FROM pg_stat_activity WHERE application_name = 'hypha' AND pid <> pg_backend_pid()")
                .mapTo(Long.class)
                .one());
        JdbcRegistry registry = new JdbcRegistry(database, new PlainCipher());

        await().ignoreExceptionsInstanceOf(StoreException.class)
                .untilAsserted(() -> assertThat(registry.all()).isEmpty());
        registry.save(Samples.registration("crm", 1));
        assertRefused();
    }

    @Test
    void shouldBeForOneAtATime() {
        assertRefused();
        database.close();

        open();
    }

    private static void assertRefused() {
        assertThatThrownBy(() -> Database.open(settings(url())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use by another Hypha")
                .hasMessageContaining("hypha.store.url");
    }

    @Test
    void shouldWriteNoMoreWhereAnotherTookOver() throws SQLException {
        database.read("look away", handle -> handle.createQuery("SELECT count(pg_terminate_backend(pid))"
                        + " FROM pg_stat_activity WHERE application_name = 'hypha' AND pid <> pg_backend_pid()")
                .mapTo(Long.class)
                .one());
        try (Connection other = server.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            await().untilAsserted(() -> {
                try (ResultSet row = statement.executeQuery(
                        "SELECT pg_try_advisory_lock(hashtext('hypha'), hashtext(current_schema()))")) {
                    assertThat(row.next() && row.getBoolean(1)).isTrue();
                }
            });
            JdbcRegistry registry = new JdbcRegistry(database, new PlainCipher());

            await().untilAsserted(() -> assertThatThrownBy(() -> registry.save(Samples.registration("crm", 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Hypha"));
            assertThat(registry.all()).isEmpty();
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchDatabase() {
        assertThatThrownBy(() -> Database.open(settings(url().replace("/postgres", "/nothing"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no such database");
    }

    @Test
    void shouldSayThatTheServerDoesNotAnswer() {
        assertThatThrownBy(() -> Database.open(
                        new StoreSettings("jdbc:postgresql://127.0.0.1:1/x?password=swordfish", "postgres", null)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("hypha.store.url")
                .hasMessageNotContaining("swordfish");
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    private static StoreSettings settings(String url) {
        return new StoreSettings(url, "postgres", "postgres");
    }
}
