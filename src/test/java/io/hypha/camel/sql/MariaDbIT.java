package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs a MariaDB server: {@code eval "$(.ci/mariadb start)"}. Skipped without, unless HYPHA_TEST_REQUIRED is true. */
class MariaDbIT {
    private static final String ID = "maria";

    @TempDir
    static Path folder;

    private static SqlRuntime runtime;

    @BeforeAll
    static void start() throws Exception {
        Optional<String> url = variable("HYPHA_TEST_MARIADB_URL");
        if (url.isEmpty()
                && variable("HYPHA_TEST_REQUIRED").filter("true"::equals).isPresent()) {
            throw new IllegalStateException("no MariaDB server: set HYPHA_TEST_MARIADB_URL, as .ci/mariadb start does");
        }
        Assumptions.assumeTrue(url.isPresent(), "no MariaDB server: HYPHA_TEST_MARIADB_URL is not set");
        runtime = new SqlRuntime(folder);
        runtime.register(ID, definition("mariadb", url.get()));
        runtime.update(ID, "create or replace table users (id int primary key, name varchar(50), data json)");
        runtime.update(
                ID, "create or replace procedure add_one(in x int, out y int) begin set y = x + 1; select x; end");
    }

    @AfterAll
    static void stop() {
        if (runtime != null) {
            runtime.close();
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)));
    }

    private static String definition(String type, String url) {
        return """
                type: %s
                connection: {url: '%s'}
                auth: {type: basic, credentials: {username: %s, password: %s}}
                timeout: 5
                retry_count: 0
                operations:
                  by_ids: {statement: "select id, name from users where id in (:ids) order by id"}
                  add_one: {statement: "call add_one(:x, :y)", out: {y: integer}}
                """
                .formatted(
                        type,
                        url,
                        variable("HYPHA_TEST_MARIADB_USER").orElse("hypha"),
                        variable("HYPHA_TEST_MARIADB_PASSWORD").orElse(""));
    }

    @Test
    void shouldWriteAndRead() {
        runtime.update(ID, "delete from users");
        JsonNode batch = runtime.run(
                        ID,
                        "batch",
                        """
                {"sql": "insert into users values (:id, :name, :data)", "rows": [
                  {"id": 1, "name": "it's \\\\ 'a'", "data": {"k": [1]}}, {"id": 2, "name": null, "data": null}]}""")
                .result();
        ExecutionResult found = runtime.run(ID, "by_ids", "{\"ids\": [1, 2, 3]}");

        assertThat(batch.path("affected").asInt()).isEqualTo(2);
        assertThat(found.result().toString())
                .isEqualTo("[{\"id\":1,\"name\":\"it's \\\\ 'a'\"},{\"id\":2,\"name\":null}]");
        assertThat(runtime.run(ID, "by_ids", "{\"ids\": []}").result()).isEmpty();
        assertThat(runtime.rows(ID, "select data from users where id = 1", "{}").toString())
                .isEqualTo("[{\"data\":{\"k\":[1]}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "cast(1.50 as decimal(5,2)) | 1.50",
                "cast(18446744073709551615 as unsigned) | 18446744073709551615",
                "timestamp '2024-01-02 03:04:05' | \"2024-01-02T03:04:05\"",
                "date '2024-01-02' | \"2024-01-02\"",
                "cast('-100:11:12' as time) | \"-100:11:12\"",
                "cast(1.5 as double) | 1.5",
                "X'0102' | \"AQI=\"",
                "null | null",
                "'a' | \"a\"",
            })
    void shouldKeepTypesInJson(String expression, String json) {
        assertThat(runtime.value(ID, expression, "{}").toString()).isEqualTo(json);
    }

    @Test
    void shouldCallProcedures() {
        JsonNode result = runtime.run(ID, "add_one", "{\"x\": 41}").result();

        assertThat(result.path("out").toString()).isEqualTo("{\"y\":42}");
        assertThat(result.path("results").toString()).isEqualTo("[[{\"x\":41}]]");
    }

    @Test
    void shouldGiveGeneratedKeys() {
        runtime.update(ID, "create or replace table keyed (id int auto_increment primary key, name text)");

        JsonNode result = runtime.run(
                        ID, "update", "{\"sql\": \"insert into keyed (name) values ('a')\", \"generated_keys\": true}")
                .result();

        assertThat(result.at("/generated_keys/0").elements().next().asInt()).isEqualTo(1);
    }

    @Test
    void shouldLimitRows() {
        ExecutionResult result =
                runtime.run(ID, "query", "{\"sql\": \"select seq from seq_1_to_100000\", \"max_rows\": 5}");

        assertThat(result.result()).hasSize(5);
        assertThat(result.metadata()).containsEntry("truncated", true);
    }

    @Test
    void shouldRefuseChangesInQueries() {
        runtime.update(
                ID,
                "create or replace function writes() returns int begin insert into users values (9, 'x', null); return 1; end");

        ExecutionFailure failure = runtime.failure(() -> runtime.value(ID, "writes()", "{}"));

        assertThat(failure.getMessage()).contains("25006").contains("kind: update");
        assertThat(runtime.rows(ID, "select * from users where id = 9", "{}")).isEmpty();
        assertThat(runtime.failure(() -> runtime.rows(ID, "create table made_by_query (i int)", "{}"))
                        .getMessage())
                .contains("kind: update");
        runtime.update(ID, "insert into users values (9, 'x', null)");
        runtime.update(ID, "delete from users where id = 9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin not atomic set session transaction read write; insert into users values (9, 'x', null); select 1; end",
                "/*! start transaction */",
                "/*M! start transaction */ select 1",
                "start transaction",
                "set sql_mode = ''",
                "use mysql",
                "execute immediate 'start transaction'",
                "lock tables users read"
            })
    void shouldRefuseWhatOutlivesTheCall(String sql) {
        for (String action : List.of("query", "update")) {
            assertThat(runtime.failure(() -> runtime.sql(ID, action, sql, "{}")).code())
                    .isEqualTo(FailureCode.INVALID_PARAMS);
        }
    }

    @Test
    void shouldKeepReadOnlyConnectionsFromWriting() {
        runtime.register(
                "reader",
                definition("mariadb", variable("HYPHA_TEST_MARIADB_URL").orElseThrow())
                        .replace("'}", "', read_only: true}")
                        .replaceAll("(?m)^  add_one.*\n", ""));

        assertThat(runtime.value("reader", "@@session.tx_read_only", "{}").asInt())
                .isEqualTo(1);
        assertThat(runtime.value("reader", "@@session.tx_read_only", "{}").asInt())
                .isEqualTo(1);
        runtime.unregister("reader");
    }

    @Test
    void shouldStopStatementsThatTakeTooLong() {
        runtime.value(ID, "1", "{}");

        ExecutionFailure failure = runtime.failure(() -> runtime.rows(ID, "select sleep(60)", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.getMessage()).contains("the database gave up");
    }

    /** A hostile server could else ask for any file of ours. */
    @Test
    void shouldNotSendLocalFiles() throws Exception {
        runtime.update(ID, "create or replace table secrets (line text)");
        Path file = Files.writeString(folder.resolve("secret"), "secret\n");

        ExecutionFailure failure =
                runtime.failure(() -> runtime.update(ID, "load data local infile '" + file + "' into table secrets"));

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        assertThat(runtime.rows(ID, "select * from secrets", "{}")).isEmpty();
    }

    @Test
    void shouldServeTheConnectorOfMySql() {
        runtime.register(
                "mysql",
                definition(
                        "mysql",
                        variable("HYPHA_TEST_MARIADB_URL").orElseThrow().replace("jdbc:mariadb", "jdbc:mysql")));

        assertThat(runtime.value("mysql", "1", "{}").asInt()).isEqualTo(1);
    }
}
