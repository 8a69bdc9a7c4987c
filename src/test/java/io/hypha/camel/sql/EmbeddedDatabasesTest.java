package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabasesTest {
    @TempDir
    Path folder;

    private SqlRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new SqlRuntime(folder);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private void register(String engine, String database) {
        runtime.register("db", "{type: " + engine + ", retry_count: 0, connection: {" + database + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "duckdb"})
    void shouldKeepFilesBelowTheFolder(String engine) throws Exception {
        register(engine, "database: shop/sales");
        runtime.update("db", "create table t (id int, name varchar)");
        runtime.sql("db", "update", "insert into t values (:id, :name)", "{\"id\": 1, \"name\": \"a\"}");
        runtime.unregister("db");
        register(engine, "database: shop/sales");

        assertThat(runtime.rows("db", "select id as \"id\" from t", "{}").toString())
                .isEqualTo("[{\"id\":1}]");
        try (var files = Files.list(folder.resolve("shop"))) {
            assertThat(files).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "duckdb"})
    void shouldKeepAMemoryDatabaseWhileTheIntegrationLives(String engine) {
        register(engine, "");
        runtime.update("db", "create table t (id int)");
        JsonNode batch = runtime.run(
                        "db",
                        "batch",
                        "{\"sql\": \"insert into t values (:id)\", \"rows\": [{\"id\": 1}, {\"id\": 2}]}")
                .result();

        assertThat(batch.path("affected").asInt()).isEqualTo(2);
        assertThat(runtime.rows("db", "select count(*) as \"n\" from t where id = any(:ids)", "{\"ids\": [1, 2, 3]}")
                        .at("/0/n")
                        .asInt())
                .isEqualTo(2);
        runtime.unregister("db");
        register(engine, "");
        assertThat(runtime.failure(() -> runtime.rows("db", "select * from t", "{}"))
                        .code())
                .isEqualTo(FailureCode.BACKEND_REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | select * from final table (insert into t values (1))",
                "h2 | explain analyze insert into t values (1)",
                "duckdb | with x as (select 1 as i) insert into t select i from x",
                "duckdb | explain analyze insert into t values (1)"
            })
    void shouldUndoWhatAQueryChanges(String engine, String changing) {
        register(engine, "");
        runtime.update("db", "create table t (id int)");

        try {
            runtime.rows("db", changing, "{}");
        } catch (ExecutionFailure e) {
            assertThat(e.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        }
        assertThat(runtime.rows("db", "select * from t", "{}")).isEmpty();
        runtime.update("db", "insert into t values (2)");
        assertThat(runtime.rows("db", "select * from t", "{}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "duckdb"})
    void shouldStopStatementsThatTakeTooLong(String engine) {
        runtime.register("db", "{type: " + engine + ", timeout: 3, retry_count: 0, connection: {}}");
        String endless = engine.equals("h2")
                ? "select count(*) from system_range(1, 1000000000) a, system_range(1, 1000000000) b where a.x + b.x = 3"
                : "select count(*) from range(1000000) a(i), range(1000000) b(j) where (a.i * b.j) % 7 = 3";

        ExecutionFailure failure = runtime.failure(() -> runtime.rows("db", endless, "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.getMessage()).contains("the database gave up");
        assertThat(runtime.value("db", "1", "{}").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alias f as 'String f() { return \"x\"; }'",
                "create alias f for \"java.lang.System.getenv\"",
                "select * from csvread('/etc/passwd')",
                "call csvwrite('{folder}/x.csv', 'select 1')",
                "select file_read('/etc/passwd')",
                "call file_write('x', '{folder}/x')",
                "runscript from '/etc/passwd'",
                "script to '{folder}/x'",
                "backup to '{folder}/x.zip'",
                "create linked table l ('', 'jdbc:h2:mem:z', '', '', 't')",
                "call link_schema('a', '', 'jdbc:h2:mem:q', 'sa', '', 'PUBLIC')",
                "create trigger tr before insert on t call 'x.Y'",
                "create aggregate ag for 'x.Y'",
                "create user other password 'p' admin",
                "shutdown",
            })
    void shouldRefuseWhatReachesOutOfH2(String sql) {
        register("h2", "");
        runtime.update("db", "create table t (id int)");

        ExecutionFailure failure =
                runtime.failure(() -> runtime.update("db", sql.replace("{folder}", folder.toString())));

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        assertThat(failure.getMessage()).contains("Admin rights are required");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from '/etc/passwd'",
                "copy (select 1) to '{folder}/x.csv'",
                "attach '{folder}/x.db'",
                "install httpfs",
                "load httpfs",
                "call start_ui()",
                "create secret s (type s3, key_id 'a', secret 'b')",
                "create persistent secret s (type http)",
                "export database '{folder}/x'",
            })
    void shouldRefuseWhatReachesOutOfDuckDb(String sql) {
        register("duckdb", "");

        ExecutionFailure failure =
                runtime.failure(() -> runtime.update("db", sql.replace("{folder}", folder.toString())));

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        assertThat(folder).isEmptyDirectory();
    }

    /** H2 compiles what it finds in a file as itself: a stored view on a file would name its columns after the content. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create force view leak as select * from csvread('%s', null, 'caseSensitiveColumnNames=true')",
                "create or replace /* x */ FORCE view leak as select * from csvread('%s')",
                "create view leak as select * from csvread('%s')",
                "execute immediate 'create force view leak as select * from csvread(''%s'')'",
                "{fn create force view leak as select * from csvread('%s')}",
                "select 1; create force view leak as select * from csvread('%s')",
                "select 1 // ' \n ; create force view leak as select * from csvread('%s') -- '"
            })
    void shouldNotReadFilesWhenH2OpensAgain(String sql) throws Exception {
        Path secret = Files.writeString(folder.resolve("admin.key"), "the_admin_key\n1\n");
        register("h2", "database: shop");
        assertThat(runtime.failure(() -> runtime.update("db", sql.formatted(secret)))
                        .outcome())
                .isNotEqualTo(Outcome.UNKNOWN);
        runtime.unregister("db");
        register("h2", "database: shop");

        assertThat(runtime.rows(
                        "db", "select column_name from information_schema.columns where table_name = 'LEAK'", "{}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | set password 'x'",
                "h2 | alter user hypha_caller set password 'x'",
                "h2 | alter user hypha_caller admin true",
                "h2 | set trace_level_file 3",
                "h2 | set autocommit off",
                "h2 | commit",
                "duckdb | begin",
                "duckdb | use memory",
                "duckdb | set schema = 'main'",
                "duckdb | set enable_external_access = true",
                "duckdb | set lock_configuration = false",
                "duckdb | set memory_limit = '100GB'",
                "duckdb | pragma search_path = 'main'",
                "duckdb | pragma enable_profiling",
                "duckdb | pragma disable_checkpoint_on_shutdown",
                "duckdb | call enable_logging(storage = 'file', storage_config = {'path': '/tmp/x'})",
                "duckdb | select * from \"enable_logging\"()",
                "duckdb | select * from query('select 1')",
                "duckdb | prepare p as select 1",
            })
    void shouldRefuseWhatOutlivesTheCall(String engine, String sql) {
        register(engine, "");

        for (String action : new String[] {"query", "update", "call"}) {
            ExecutionFailure failure = runtime.failure(() -> runtime.sql("db", action, sql, "{}"));
            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        }
        runtime.update("db", "create table t (id int)");
        runtime.update("db", "insert into t values (1)");
        assertThat(runtime.rows("db", "select * from t", "{}")).hasSize(1);
    }

    /** Were it deserialized, H2 would fail on these bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"cast(X'00' as java_object) | \"AA==\"", "array[array[cast(X'00' as java_object)]] | [[\"AA==\"]]"
            })
    void shouldNotDeserializeJavaObjects(String expression, String json) {
        register("h2", "");

        assertThat(runtime.value("db", expression, "{}").toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "1.50::numeric(5,2) | 1.50",
                "timestamp with time zone '2024-01-02 03:04:05.5+02' | \"2024-01-02T03:04:05.5+02:00\"",
                "timestamp '2024-01-02 03:04:05' | \"2024-01-02T03:04:05\"",
                "date '2024-01-02' | \"2024-01-02\"",
                "time '10:11:12' | \"10:11:12\"",
                "cast('{\"a\":1}' format json as json) | {\"a\":1}",
                "uuid '6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11' | \"6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11\"",
                "interval '1' day | \"INTERVAL '1' DAY\"",
                "cast('text' as clob) | \"text\"",
                "cast(X'0102' as blob) | \"AQI=\"",
                "array[1, null] | [1,null]",
                "array[array[1], array[2, 3]] | [[1],[2,3]]",
                "cast('NaN' as double) | \"NaN\"",
                "cast('a' as enum('a', 'b')) | \"a\"",
                "row(1, 'x') | \"ROW (1, x)\"",
                "cast('1e9999999' as decfloat) | \"1E+9999999\"",
                "true | true",
                "null | null",
            })
    void shouldKeepTypesOfH2(String expression, String json) {
        register("h2", "");

        assertThat(runtime.value("db", expression, "{}").toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "1.50::decimal(5,2) | 1.50",
                "170141183460469231731687303715884105727::hugeint | 170141183460469231731687303715884105727",
                "timestamptz '2024-01-02 03:04:05.5+02' | \"2024-01-02T01:04:05.5Z\"",
                "timestamp '2024-01-02 03:04:05' | \"2024-01-02T03:04:05\"",
                "date '2024-01-02' | \"2024-01-02\"",
                "{'a': 1, 'b': [1.5, null]} | {\"a\":1,\"b\":[1.5,null]}",
                "map {'x': date '2024-01-02'} | {\"x\":\"2024-01-02\"}",
                "[[1], [2, 3]] | [[1],[2,3]]",
                "'{\"a\": 1}'::json | {\"a\":1}",
                "'ab'::blob | \"YWI=\"",
                "['ab'::blob] | [\"YWI=\"]",
                "'nan'::double | \"NaN\"",
                "interval 1 day | \"1 day\"",
                "'a'::enum('a', 'b') | \"a\"",
                "null | null",
            })
    void shouldKeepTypesOfDuckDb(String expression, String json) {
        register("duckdb", "");

        assertThat(runtime.value("db", expression, "{}").toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "h2 | cast(:x as int) | 5 | 5",
                "h2 | cast(:x as varchar) | null | null",
                "h2 | cast(:x as timestamp) | \"2024-01-02T03:04:05\" | \"2024-01-02T03:04:05\"",
                "h2 | :x format json | {\"a\":[1]} | {\"a\":[1]}",
                "h2 | cast(:x as blob) | {\"base64\":\"AQI=\"} | \"AQI=\"",
                "h2 | 2 in (:x) | [1,2] | true",
                "duckdb | 2 in (:x) | [1,2] | true",
                "duckdb | 2 not in (:x) | [1,2] | false",
                "duckdb | :x::int | 5 | 5",
                "duckdb | :x::varchar | null | null",
                "duckdb | :x::timestamp | \"2024-01-02T03:04:05\" | \"2024-01-02T03:04:05\"",
                "duckdb | :x::json | {\"a\":[1]} | {\"a\":[1]}",
                "duckdb | :x::blob | {\"base64\":\"AQI=\"} | \"AQI=\"",
                "duckdb | :x::varchar[] | [\"a\",\"b\"] | [\"a\",\"b\"]",
                "duckdb | :x::decimal(4,2) | 0.25 | 0.25",
            })
    void shouldBindJson(String engine, String expression, String value, String json) {
        register(engine, "");

        assertThat(runtime.value("db", expression, "{\"x\": " + value + "}").toString())
                .isEqualTo(json);
    }

    @Test
    void shouldGiveGeneratedKeys() {
        register("h2", "");
        runtime.update("db", "create table t (id int generated always as identity, name varchar)");

        assertThat(runtime.run(
                                "db",
                                "update",
                                "{\"sql\": \"insert into t (name) values ('a')\", \"generated_keys\": true}")
                        .result()
                        .toString())
                .isEqualTo("{\"affected\":1,\"generated_keys\":[{\"ID\":1}]}");
    }
}
