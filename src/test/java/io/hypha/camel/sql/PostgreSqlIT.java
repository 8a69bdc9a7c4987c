package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlIT {
    private static final String ID = "other_integration";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static SqlRuntime runtime;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        runtime = new SqlRuntime(folder);
        runtime.register(
                ID,
                definition(
                        postgres.getPort(),
                        """
                operations:
                  find_user: {statement: "select * from users where id = :id"}
                  add_user: {statement: "insert into users values (:id, :name)"}
                  add_users: {statement: "insert into users values (:id, :name)", kind: batch}
                  add_one: {statement: "call add_one(:x, :y)", out: {y: integer}}
                  few: {statement: "select * from generate_series(1, :n) as i", max_rows: 3}
                  checked: {statement: "select :n::int as n", params: {type: object, properties: {n: {type: integer}}}}
                """));
        runtime.update(ID, "create table users (id int primary key, name text)");
        runtime.update(
                ID, "create table docs (id serial primary key, doc jsonb, tags text[], at timestamptz, uid uuid)");
        runtime.update(
                ID, "create procedure add_one(x int, inout y int) language plpgsql as $$ begin y := x + 1; end $$");
        runtime.run(ID, "add_user", "{\"id\": 1, \"name\": \"Ada\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
        postgres.close();
    }

    private static String definition(int port, String more) {
        return """
                type: database
                engine: postgresql
                connection: {host: localhost, port: %d, database: postgres}
                auth: {type: basic, credentials: {username: postgres, password: postgres}}
                timeout: 10
                retry_count: 1
                """
                        .formatted(port)
                + more;
    }

    @Test
    void shouldRunDeclaredQueries() {
        ExecutionResult result = runtime.run(ID, "find_user", "{\"id\": 1}");

        assertThat(result.result().toString()).isEqualTo("[{\"id\":1,\"name\":\"Ada\"}]");
        assertThat(result.metadata()).containsEntry("row_count", 1).containsEntry("truncated", false);
        assertThat(result.metadata().get("columns").toString())
                .isEqualTo("[{\"name\":\"id\",\"type\":\"int4\"},{\"name\":\"name\",\"type\":\"text\"}]");
    }

    @Test
    void shouldKeepHostileValuesValues() {
        String hostile = "Robert'); drop table users; --";
        runtime.run(ID, "add_user", "{\"id\": 7, \"name\": \"" + hostile + "\"}");

        assertThat(runtime.run(ID, "find_user", "{\"id\": 7}")
                        .result()
                        .at("/0/name")
                        .asText())
                .isEqualTo(hostile);
    }

    @Test
    void shouldNameMissingAndUnknownParams() {
        ExecutionFailure missing = runtime.failure(() -> runtime.run(ID, "find_user", "{\"idd\": 1}"));

        assertThat(missing.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(missing.problems()).extracting("pointer").containsExactly("/params/idd", "/params");
        assertThat(missing.problems()).extracting("suggestion").containsExactly("id", "idd");
        assertThat(missing.problems().get(1).message()).contains("'id' is missing");
    }

    @Test
    void shouldCheckParamsAgainstTheDeclaredSchema() {
        assertThat(runtime.failure(() -> runtime.run(ID, "checked", "{\"n\": \"x\"}"))
                        .code())
                .isEqualTo(FailureCode.INVALID_PARAMS);
    }

    @Test
    void shouldLimitRowsAndSayso() {
        ExecutionResult result = runtime.run(ID, "few", "{\"n\": 10}");

        assertThat(result.result()).hasSize(3);
        assertThat(result.metadata()).containsEntry("truncated", true);
        assertThat(runtime.run(ID, "few", "{\"n\": 3}").metadata()).containsEntry("truncated", false);
    }

    @Test
    void shouldRefuseResultsThatAreTooLarge() {
        ExecutionFailure failure = runtime.failure(
                () -> runtime.rows(ID, "select repeat('x', 1000000) as x from generate_series(1, 20)", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.RESPONSE_TOO_LARGE);
    }

    @Test
    void shouldStopReadingARowThatIsTooLarge() {
        ExecutionFailure failure = runtime.failure(() -> runtime.value(ID, "repeat('x', 30000000)", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.RESPONSE_TOO_LARGE);
        assertThat(runtime.value(ID, "1", "{}").asInt()).isEqualTo(1);
    }

    @Test
    void shouldRetryUpdatesThatLostAgainstAnotherTransaction() {
        runtime.update(ID, "create sequence tries");
        runtime.update(
                ID,
                """
                create function conflict() returns int language plpgsql as $$ begin
                  if nextval('tries') < 2 then raise exception 'too late' using errcode = '40001'; end if; return 7;
                end $$""");

        ExecutionResult result = runtime.update(ID, "select conflict() as n");

        assertThat(result.attempts()).isEqualTo(2);
        assertThat(result.result().at("/rows/0/n").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "1.10::numeric(10,2) | 1.10",
                "12345678901234567890.123456789 | 12345678901234567890.123456789",
                "'NaN'::numeric | \"NaN\"",
                "9007199254740993 | 9007199254740993",
                "1.5::float8 | 1.5",
                "'NaN'::float8 | \"NaN\"",
                "'-Infinity'::float4 | \"-Infinity\"",
                "true | true",
                "null::text | null",
                "'2024-01-02 03:04:05.5+02'::timestamptz | \"2024-01-02T01:04:05.5Z\"",
                "'infinity'::timestamptz | \"infinity\"",
                "'2024-01-02 03:04:05'::timestamp | \"2024-01-02T03:04:05\"",
                "'infinity'::timestamp | \"infinity\"",
                "'2024-01-02'::date | \"2024-01-02\"",
                "'10:11:12'::time | \"10:11:12\"",
                "'6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11'::uuid | \"6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11\"",
                "'\\x0102'::bytea | \"AQI=\"",
                "array[1,2,3] | [1,2,3]",
                "array[[1,2],[3,4]] | [[1,2],[3,4]]",
                "array['a',null] | [\"a\",null]",
                "array['2024-01-02 03:04:05+02'::timestamptz] | [\"2024-01-02T01:04:05Z\"]",
                "'{\"a\": [1, 2.50, null]}'::jsonb | {\"a\":[1,2.50,null]}",
                "array['{\"a\":1}'::jsonb] | [{\"a\":1}]",
                "'101'::bit(3) | \"101\"",
                "interval '1 day 2 hours' | \"1 day 02:00:00\"",
                "'(1,2)'::point | \"(1,2)\"",
                "'192.168.0.1'::inet | \"192.168.0.1\"",
                "'[1,5)'::int4range | \"[1,5)\"",
                "row(1,'x') | \"(1,x)\"",
                "3::smallint | 3",
                "'a=>1'::text | \"a=>1\""
            })
    void shouldKeepTypesInJson(String expression, String json) {
        assertThat(runtime.value(ID, expression, "{}").toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                ":x::jsonb | {\"a\":1} | {\"a\":1}",
                ":x::jsonb | [1,2] | [1,2]",
                ":x::jsonb | [{\"a\":1}] | [{\"a\":1}]",
                "5 = any(:x) | [4,5] | true",
                ":x::int[] | [4,null] | [4,null]",
                ":x::text[] | [\"a,b\",\"c\\\"d\"] | [\"a,b\",\"c\\\"d\"]",
                "'6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11'::uuid = any(:x) | [\"6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11\"] | true",
                "now() > :x | \"2024-01-02T03:04:05Z\" | true",
                ":x::numeric | 0.1 | 0.1",
                ":x::bytea | {\"base64\":\"AQI=\"} | \"AQI=\"",
                "'{\"a\":1}'::jsonb ? :x | \"a\" | true",
                "coalesce(:x::text, 'none') | null | \"none\"",
                ":x + 1 | 2147483648 | 2147483649",
                ":x::bool | true | true"
            })
    void shouldBindJson(String expression, String value, String json) {
        assertThat(runtime.value(ID, expression, "{\"x\": " + value + "}").toString())
                .isEqualTo(json);
    }

    @Test
    void shouldAdaptValuesToColumns() {
        ExecutionResult inserted = runtime.sql(
                ID,
                "update",
                "insert into docs (doc, tags, at, uid) values (:doc, :tags, :at, :uid) returning id, doc",
                """
                {"doc": {"a": [1]}, "tags": ["x", "y"], "at": "2024-01-02T03:04:05+02:00",
                 "uid": "6f8d3f3e-3f0c-4b57-9d59-0d4c0b8b7a11"}""");

        assertThat(inserted.result().path("affected").asInt()).isEqualTo(1);
        assertThat(inserted.result().at("/rows/0/doc/a/0").asInt()).isEqualTo(1);
        JsonNode row = runtime.rows(ID, "select tags, at from docs where tags = :tags", "{\"tags\": [\"x\", \"y\"]}");
        assertThat(row.toString()).isEqualTo("[{\"tags\":[\"x\",\"y\"],\"at\":\"2024-01-02T01:04:05Z\"}]");
    }

    @Test
    void shouldGiveGeneratedKeysOfNamedColumns() {
        ExecutionResult result = runtime.run(
                ID,
                "update",
                """
                {"sql": "insert into docs (tags) values (:tags)", "params": {"tags": []}, "generated_keys": ["id"]}""");

        assertThat(result.result().at("/generated_keys/0/id").isIntegralNumber())
                .isTrue();
    }

    @Test
    void shouldUndoWhatAQueryChanges() {
        ExecutionFailure failure = runtime.failure(
                () -> runtime.rows(ID, "with x as (delete from users returning *) select * from x", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        assertThat(failure.getMessage()).contains("25006").contains("kind: update");
        assertThat(failure.isTransient()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit; insert into users values (70, 'x')",
                "select 1; commit; insert into users values (70, 'x')",
                "set transaction read write; insert into users values (70, 'x') returning id; commit",
                "begin",
                "start transaction",
                "select set_config('transaction_read_only', 'off', false)",
                "insert into users values (70, 'x')",
                "do $$ begin insert into users values (70, 'x'); commit; end $$"
            })
    void shouldKeepQueriesFromEndingTheirTransaction(String sql) {
        ExecutionFailure failure = runtime.failure(() -> runtime.rows(ID, sql, "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(runtime.rows(ID, "select * from users where id = 70", "{}")).isEmpty();
    }

    @Test
    void shouldNotLeaveATransactionOpenToLaterCalls() {
        assertThat(runtime.failure(() -> runtime.update(ID, "begin")).getMessage())
                .contains("'begin'")
                .contains("batch");
        runtime.update(ID, "insert into users values (71, 'x');  -- the only one");

        assertThat(runtime.update(ID, "delete from users where id = 71")
                        .result()
                        .path("affected")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldCreateFunctionsOfSeveralStatements() {
        runtime.update(
                ID,
                "create function twice(x int) returns int begin atomic select case when x = 1 then 2 end; select x + 1; end;");

        assertThat(runtime.value(ID, "twice(41)", "{}").asInt()).isEqualTo(42);
    }

    @Test
    void shouldTakeArraysInListsForTheirElements() {
        runtime.update(ID, "create table nn (name text)");
        runtime.update(ID, "insert into nn values ('a'), ('b'), ('c')");
        String delete = "delete from nn where name not in (:keep)";

        assertThat(runtime.failure(() -> runtime.sql(
                                ID, "update", delete.replace(":keep", ":keep::text"), "{\"keep\": [\"a\"]}"))
                        .getMessage())
                .contains("in (:keep)");
        assertThat(runtime.sql(ID, "update", delete, "{\"keep\": []}")
                        .result()
                        .path("affected")
                        .asInt())
                .as("'not in (null)' is true of nothing")
                .isZero();
        assertThat(runtime.sql(ID, "update", delete, "{\"keep\": [\"a\", \"b\"]}")
                        .result()
                        .path("affected")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldRunBatchesAllOrNothing() {
        ExecutionResult done = runtime.run(
                ID, "add_users", "{\"rows\": [{\"id\": 20, \"name\": \"a\"}, {\"id\": 21, \"name\": null}]}");
        ExecutionFailure failure = runtime.failure(() -> runtime.run(
                ID, "add_users", "{\"rows\": [{\"id\": 22, \"name\": \"secret\"}, {\"id\": 20, \"name\": \"b\"}]}"));

        assertThat(done.result().toString()).isEqualTo("{\"affected\":2,\"counts\":[1,1]}");
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        assertThat(failure.getMessage()).contains("duplicate key").doesNotContain("secret");
        assertThat(failure.backendBody().orElseThrow().path("sqlstate").asText())
                .isEqualTo("23505");
        assertThat(runtime.run(ID, "find_user", "{\"id\": 22}").result()).isEmpty();
    }

    @Test
    void shouldCallProceduresWithOutParams() {
        JsonNode declared = runtime.run(ID, "add_one", "{\"x\": 41}").result();
        JsonNode plain =
                runtime.sql(ID, "call", "call add_one(:x, null)", "{\"x\": 1}").result();

        assertThat(declared.path("out").toString()).isEqualTo("{\"y\":42}");
        assertThat(plain.at("/results/0/0/y").asInt()).isEqualTo(2);
    }

    @Test
    void shouldStopStatementsThatTakeTooLong() {
        runtime.register(
                "hasty",
                definition(postgres.getPort(), "")
                        .replace("timeout: 10", "timeout: 3")
                        .replace("retry_count: 1", "retry_count: 0"));

        ExecutionFailure failure = runtime.failure(() -> runtime.update("hasty", "select pg_sleep(60)"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(runtime.value("hasty", "1", "{}").asInt()).isEqualTo(1);
        runtime.unregister("hasty");
    }

    /** The driver's own timeout ends with the first rows. */
    @Test
    void shouldStopStatementsWhoseRowsComeSlowly() {
        runtime.register("hasty", definition(postgres.getPort(), "").replace("timeout: 10", "timeout: 3"));

        ExecutionFailure failure = runtime.failure(
                () -> runtime.rows("hasty", "select i, pg_sleep(0.012)::text from generate_series(1, 100000) i", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        Awaitility.await().untilAsserted(() -> assertThat(runtime.rows(
                        ID,
                        "select query from pg_stat_activity where state = 'active' and application_name = 'hypha hasty'",
                        "{}"))
                .isEmpty());
        runtime.unregister("hasty");
    }

    @Test
    void shouldNotClaimThatAProcedureThatCommittedWasUndone() {
        runtime.update(
                ID,
                "create procedure slow() language plpgsql as"
                        + " $$ begin insert into users values (80, 'x'); commit; perform pg_sleep(60); end $$");
        runtime.register("hasty", definition(postgres.getPort(), "").replace("timeout: 10", "timeout: 3"));

        ExecutionFailure failure = runtime.failure(() -> runtime.sql("hasty", "call", "call slow()", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        runtime.unregister("hasty");
        runtime.update(ID, "delete from users where id = 80");
    }

    @Test
    void shouldNotKeepTheRowsOfAnUpdateInMemory() {
        ExecutionResult many =
                runtime.update(ID, "select repeat('x', 1000) as x from generate_series(1, 50000) where random() < 2");
        ExecutionFailure wide =
                runtime.failure(() -> runtime.update(ID, "select repeat('x', 1000000) from generate_series(1, 30)"));

        assertThat(many.result().path("affected").asInt()).isEqualTo(50_000);
        assertThat(many.result().path("rows")).hasSize(1000);
        assertThat(wide.code()).isEqualTo(FailureCode.RESPONSE_TOO_LARGE);
        assertThat(runtime.update(ID, "vacuum users").result().path("affected").asInt())
                .as("needs to be outside of a transaction")
                .isZero();
    }

    @Test
    void shouldCloseSessionsThatCodeRanIn() {
        runtime.register(
                "coder",
                definition(postgres.getPort(), "").replace("database: postgres", "database: postgres, pool_size: 1"));
        runtime.update("coder", "do $$ begin execute 'set role pg_read_all_data'; end $$");

        assertThat(runtime.value("coder", "current_user", "{}").asText()).isEqualTo("postgres");
        runtime.unregister("coder");
    }

    @Test
    void shouldSayWhatTheDriverDoesNotCount() {
        runtime.register(
                "rewriter",
                definition(postgres.getPort(), "")
                        .replace("database: postgres", "database: postgres, options: {reWriteBatchedInserts: true}"));

        JsonNode result = runtime.run(
                        "rewriter",
                        "batch",
                        "{\"sql\": \"insert into docs (tags) values (:t)\", \"rows\": [{\"t\": null}, {\"t\": null}]}")
                .result();

        assertThat(result.path("affected").isNull()).isTrue();
        runtime.unregister("rewriter");
    }

    @Test
    void shouldMakeLabelsUnique() {
        assertThat(runtime.rows(ID, "select 1 as a, 2 as a, 3 as a_2", "{}").toString())
                .isEqualTo("[{\"a\":1,\"a_3\":2,\"a_2\":3}]");
    }

    @Test
    void shouldSayThatTheLoginWasRefused() {
        runtime.register(
                "stranger", definition(postgres.getPort(), "").replace("username: postgres", "username: nobody"));

        ExecutionFailure failure = runtime.failure(() -> runtime.value("stranger", "1", "{}"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.getMessage()).contains("auth.credentials").contains("28");
        runtime.unregister("stranger");
    }

    @Test
    void shouldLeaveNoConnectionBehind() {
        runtime.register("brief", definition(postgres.getPort(), ""));
        assertThat(connections("brief")).isZero();
        runtime.value("brief", "1", "{}");
        assertThat(connections("brief")).isPositive();

        runtime.unregister("brief");

        Awaitility.await().untilAsserted(() -> assertThat(connections("brief")).isZero());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("brief"));
    }

    private static int connections(String id) {
        return runtime.rows(
                        ID,
                        "select count(*) as n from pg_stat_activity where application_name = :name",
                        "{\"name\": \"hypha " + id + "\"}")
                .at("/0/n")
                .asInt();
    }

    @Test
    void shouldRunOnlyQueriesOfReadOnlyConnections() {
        String readOnly =
                definition(postgres.getPort(), "").replace("database: postgres", "database: postgres, read_only: true");
        runtime.register("reader", readOnly);

        assertThat(runtime.value("reader", "1", "{}").asInt()).isEqualTo(1);
        assertThat(runtime.value("reader", "current_setting('default_transaction_read_only')", "{}")
                        .asText())
                .isEqualTo("on");
        assertThat(runtime.failure(() -> runtime.update("reader", "delete from users"))
                        .code())
                .isEqualTo(FailureCode.INVALID_PARAMS);
        assertThatThrownBy(() ->
                        runtime.register("reader", readOnly + "operations: {wipe: {statement: delete from users}}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("/operations/wipe");
    }
}
