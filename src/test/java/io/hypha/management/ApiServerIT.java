package io.hypha.management;

import static io.hypha.management.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerIT {
    private static final String ALL = "/api/v1/integrations";
    private static final String CRM = ALL + "/crm";
    private static final String ECHO = "{\"config\":{\"type\":\"echo\"}}";

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/connectors?family=zzz",
                "/api/v1/integrations?owner=nope",
                "/api/v1/integrations?state=no"
            })
    void shouldRefuseFiltersThatFindNothing(String path) {
        HttpResponse<String> response = api.get(path);

        assertProblem(response, 400, "malformed_request");
        assertThat(response.body()).contains("must be ");
        assertThat(api.get("/api/v1/integrations?owner=file:crm.yaml").statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/connectors?family=database").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhereOnlyASlashIsTooMuch() {
        HttpResponse<String> response = api.get("/api/v1/integrations/");

        assertProblem(response, 404, "not_found");
        assertThat(response.body()).contains("leave out the slash");
    }

    @Test
    void shouldNotTakeAListOfStepsForADocument() {
        HttpResponse<String> response = api.send(api.request("/api/v1/integrations")
                .header("Authorization", "Bearer " + TestApi.ADMIN)
                .header("Content-Type", "application/json-patch+json")
                .POST(HttpRequest.BodyPublishers.ofString("[]")));

        assertProblem(response, 415, "unsupported_media_type");
    }

    @Test
    void shouldSayOnceThatAnIdIsNoText() {
        HttpResponse<String> response = api.call("POST", "/api/v1/integrations", "{\"id\": 5, \"config\": {}}");

        assertProblem(response, 400, "malformed_request");
        assertThat(TestApi.json(response).path("problems")).hasSize(1);
    }

    @Test
    void shouldRegisterReadAndUnregister() {
        HttpResponse<String> created =
                api.call("POST", ALL, "{\"id\":\"crm\",\"config\":{\"type\":\"echo\",\"greeting\":\"hi\"}}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(CRM);
        assertThat(created.headers().firstValue("ETag").orElseThrow()).startsWith("\"1-");

        HttpResponse<String> read = api.get(CRM);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(json(read).at("/config/greeting").asText()).isEqualTo("hi");
        assertThat(json(read).path("state").asText()).isEqualTo("running");
        assertThat(json(read).path("desired_state").asText()).isEqualTo("running");

        HttpResponse<String> removed = api.call("DELETE", CRM, null);
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(api.get(CRM).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldExecute() {
        api.register("crm");

        HttpResponse<String> response =
                api.call("POST", CRM + "/execute", "{\"action\":\"echo\",\"params\":{\"id\":123}}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode result = json(response);
        assertThat(result.path("outcome").asText()).isEqualTo("success");
        assertThat(result.path("integration_id").asText()).isEqualTo("crm");
        assertThat(result.at("/result/id").asInt()).isEqualTo(123);
        assertThat(result.path("source").asText()).isEqualTo("live");
        assertThat(result.path("execution_id").asText()).isNotEmpty();
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        api.register("crm");

        HttpResponse<String> response = api.call("POST", ALL, "{\"id\":\"crm\",\"config\":{\"type\":\"echo\"}}");

        assertProblem(response, 409, "already_exists");
    }

    @Test
    void shouldCreateAndReplaceWithPut() {
        assertThat(api.call("PUT", CRM, ECHO).statusCode()).isEqualTo(201);
        HttpResponse<String> replaced = api.call("PUT", CRM, "{\"config\":{\"type\":\"echo\",\"greeting\":\"hello\"}}");

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(replaced.headers().firstValue("ETag").orElseThrow()).startsWith("\"2-");
    }

    @Test
    void shouldMergeAPatch() {
        api.register("crm");

        HttpResponse<String> patched = api.call("PATCH", CRM, "{\"config\":{\"timeout\":30}}");

        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(json(patched).at("/config/timeout").asInt()).isEqualTo(30);
        assertThat(json(patched).at("/config/type").asText()).isEqualTo("echo");
    }

    @ParameterizedTest
    @CsvSource({"'\"7\"', 409", "7, 409", "'\"1\"', 200", "1, 200", "*, 200", "'W/\"1\"', 400", "x, 400"})
    void shouldHonourIfMatch(String header, int status) {
        api.register("crm");

        HttpResponse<String> response = api.send(api.request(CRM)
                .header("X-API-Key", TestApi.ADMIN)
                .header("If-Match", header)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"config\":{\"type\":\"echo\",\"greeting\":\"x\"}}")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void shouldOnlyCreateWithIfNoneMatch() {
        HttpRequest.Builder put = api.request(CRM)
                .header("X-API-Key", TestApi.ADMIN)
                .header("If-None-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString(ECHO));

        assertThat(api.send(put).statusCode()).isEqualTo(201);
        assertProblem(api.send(put), 409, "already_exists");
    }

    @Test
    void shouldTellEveryProblemOfADefinition() {
        HttpResponse<String> response =
                api.call("PUT", CRM, "{\"config\":{\"type\":\"echo\",\"greetign\":\"x\",\"retry_count\":\"many\"}}");

        assertProblem(response, 422, "invalid_definition");
        assertThat(json(response).path("problems")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(json(response).path("problems").findValuesAsText("suggestion"))
                .contains("greeting");
        assertThat(api.get(CRM).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellWhatCannotBeDeployed() {
        HttpResponse<String> response = api.call("PUT", CRM, "{\"config\":{\"type\":\"echo\",\"broken\":true}}");

        assertProblem(response, 422, "not_deployable");
    }

    @Test
    void shouldOnlyCheckWithValidate() {
        HttpResponse<String> bad = api.call("POST", ALL + ":validate", "{\"config\":{\"type\":\"ehco\"}}");
        HttpResponse<String> good =
                api.call("POST", ALL + ":validate", "{\"id\":\"crm\",\"config\":{\"type\":\"echo\"}}");

        assertThat(json(bad).path("valid").asBoolean()).isFalse();
        assertThat(json(bad).path("problems")).isNotEmpty();
        assertThat(json(good).path("valid").asBoolean()).as(good.body()).isTrue();
        assertThat(api.get(CRM).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldNameTheClosestIdAndConnector() {
        api.register("crm_europe");

        assertThat(json(api.get(ALL + "/crm_eurpoe")).path("detail").asText()).contains("crm_europe");
        assertThat(json(api.get("/api/v1/connectors/ehco")).path("detail").asText())
                .contains("echo");
        HttpResponse<String> execution = api.call("POST", ALL + "/crm_eurpoe/execute", "{}");
        assertProblem(execution, 404, "integration_not_found");
        assertThat(json(execution).path("detail").asText()).contains("crm_europe");
        assertThat(json(execution).path("outcome").asText()).isEqualTo("not_sent");
        assertThat(json(execution).path("execution_id").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stop, stopped", "pause, paused", "restart, running", "start, running"})
    void shouldChangeItsState(String action, String state) {
        api.register("crm");

        HttpResponse<String> response = api.call("POST", CRM + "/" + action, null);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).path("state").asText()).isEqualTo(state);
    }

    @Test
    void shouldRefuseToExecuteWhatIsStopped() {
        api.register("crm");
        api.call("POST", CRM + "/stop", null);

        HttpResponse<String> response = api.call("POST", CRM + "/execute", "{\"action\":\"echo\"}");

        assertProblem(response, 409, "integration_stopped");
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limited, 429, true",
        "circuit_open, 503, true",
        "timed_out, 504, false",
        "backend_rejected, 502, true",
        "invalid_params, 400, true",
        "internal, 500, true"
    })
    void shouldMapFailuresOfExecutions(String code, int status, boolean safe) {
        api.register("crm");

        HttpResponse<String> response =
                api.call("POST", CRM + "/execute", "{\"action\":\"fail\",\"params\":{\"code\":\"" + code + "\"}}");

        assertProblem(response, status, code);
        JsonNode problem = json(response);
        assertThat(problem.path("safe_to_retry").asBoolean()).isEqualTo(safe);
        assertThat(problem.path("backend_status").asInt()).isEqualTo(502);
        if (code.equals("rate_limited")) {
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
            assertThat(problem.path("retry_after_ms").asInt()).isEqualTo(1_500);
        }
    }

    @Test
    void shouldNotTellInternalsOfUnexpectedFailures() {
        api.register("crm");

        HttpResponse<String> response =
                api.call("POST", CRM + "/execute", "{\"action\":\"fail\",\"params\":{\"code\":\"bug\"}}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("an internal detail").doesNotContain("Exception");
    }

    @Test
    void shouldPageAndFilterTheList() {
        for (String id : new String[] {"a", "b", "c"}) {
            api.register(id);
        }
        api.call("POST", ALL + "/b/stop", null);

        JsonNode first = json(api.get(ALL + "?limit=2"));
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("a", "b");
        JsonNode second = json(api.get(first.path("next").asText()));
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("c");
        assertThat(second.has("next")).isFalse();
        assertThat(ids("?state=stopped")).containsExactly("b");
        assertThat(ids("?type=echo&owner=api")).containsExactly("a", "b", "c");
        assertThat(ids("?type=api&state=running")).containsExactly("a", "c");
        assertThat(ids("?type=database")).isEmpty();
    }

    private List<String> ids(String query) {
        return json(api.get(ALL + query)).path("items").findValuesAsText("id");
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=x", "limit=1001", "state=bad", "stat=running", "limit=1&limit=2"})
    void shouldRefuseQueriesItDoesNotUnderstand(String query) {
        assertProblem(api.get(ALL + "?" + query), 400, "malformed_request");
    }

    @Test
    void shouldTellStatusAndReport() {
        api.register("crm");
        api.call("POST", CRM + "/execute", "{\"action\":\"echo\"}");

        JsonNode status = json(api.get(CRM + "/status"));
        assertThat(status.path("is_active").asBoolean()).isTrue();
        assertThat(status.path("execution_count").asInt()).isEqualTo(1);
        assertThat(status.path("circuit_breaker").asText()).isEqualTo("closed");
        JsonNode report = json(api.get("/api/v1/report"));
        assertThat(report.path("total").asInt()).isEqualTo(1);
        assertThat(report.at("/integrations/0/success_rate").asDouble()).isEqualTo(100.0);
    }

    @Test
    void shouldTellConnectorsAndFiles() {
        assertThat(json(api.get("/api/v1/connectors?family=api"))
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("echo");
        JsonNode echo = json(api.get("/api/v1/connectors/echo"));
        assertThat(echo.at("/parameters/properties/greeting/type").asText()).isEqualTo("string");
        assertThat(echo.at("/actions/fail/params/required/0").asText()).isEqualTo("code");
        assertThat(json(api.get("/api/v1/routes"))
                        .at("/items/0/problems/0/line")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(api.get("/api/v1")).path("calls").has(ALL + "/{id}/execute"))
                .isTrue();
    }

    @Test
    void shouldMakeListRotateAndRevokeKeys() {
        HttpResponse<String> made = api.call(
                "POST", "/api/v1/keys", "{\"name\":\"agent\",\"role\":\"executor\",\"integrations\":[\"crm\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = json(made).path("id").asText();
        String key = json(made).path("key").asText();
        assertThat(api.callAs(key, "GET", "/api/v1/report", null).statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v1/keys").body())
                .contains("agent")
                .doesNotContain(key)
                .doesNotContain("hash");

        String rotated = json(api.call("POST", "/api/v1/keys/" + id + "/rotate", null))
                .path("key")
                .asText();
        assertThat(api.callAs(key, "GET", "/api/v1/report", null).statusCode()).isEqualTo(401);
        assertThat(api.callAs(rotated, "GET", "/api/v1/report", null).statusCode())
                .isEqualTo(200);

        assertThat(api.call("DELETE", "/api/v1/keys/" + id, null).statusCode()).isEqualTo(204);
        assertThat(api.callAs(rotated, "GET", "/api/v1/report", null).statusCode())
                .isEqualTo(401);
        assertProblem(api.call("DELETE", "/api/v1/keys/unknown", null), 404, "not_found");
    }

    @Test
    void shouldMaskSecretsByValue() {
        api.masking.learn("hunter2hunter2");

        HttpResponse<String> response =
                api.call("PUT", CRM, "{\"config\":{\"type\":\"echo\",\"greeting\":\"hunter2hunter2\"}}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).doesNotContain("hunter2hunter2").contains("******");
    }

    @Test
    void shouldAnswerWholeWhateverReadsLikeASecret() {
        api.register("calm");
        for (String secret : List.of("123456", "success", "execution_id", "\",\"action\":\"", "/api/v1/")) {
            api.masking.learn(secret);
        }

        HttpResponse<String> executed = api.call(
                "POST", "/api/v1/integrations/calm/execute", "{\"action\":\"echo\",\"params\":{\"id\":123456}}");
        JsonNode result = json(executed);

        assertThat(executed.statusCode()).isEqualTo(200);
        assertThat(result.path("execution_id").asText()).isNotEmpty();
        assertThat(result.path("action").asText()).isEqualTo("echo");
        assertThat(result.path("outcome").asText()).isEqualTo("success");
        assertThat(result.at("/result/id").asText()).isEqualTo("******");
        assertProblem(api.get("/api/v1/integrations/nobody"), 404, "integration_not_found");
    }

    @Test
    void shouldReturnTheRequestsId() {
        HttpResponse<String> given = api.send(
                api.request("/api/v1/report").header("X-API-Key", TestApi.ADMIN).header("X-Request-Id", "my-1"));
        HttpResponse<String> insane = api.send(
                api.request("/api/v1/report").header("X-API-Key", TestApi.ADMIN).header("X-Request-Id", "a b<c>"));

        assertThat(given.headers().firstValue("X-Request-Id")).contains("my-1");
        assertThat(insane.headers().firstValue("X-Request-Id").orElseThrow()).matches("[a-f0-9-]{36}");
        assertThat(api.audit.queued).extracting("requestId").contains("my-1").doesNotContain("a b<c>");
    }

    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("request_id").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }
}
