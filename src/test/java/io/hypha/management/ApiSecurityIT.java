package io.hypha.management;

import static io.hypha.management.ApiServerIT.assertProblem;
import static io.hypha.management.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.access.KeyRequest;
import io.hypha.access.Role;
import io.hypha.audit.AuditEvent;
import io.hypha.config.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSecurityIT {
    private static final String CRM = "/api/v1/integrations/crm";
    private static final String ECHO = "{\"action\":\"echo\"}";

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
        api.register("crm");
        api.register("erp");
        api.audit.events.clear();
        api.audit.queued.clear();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/integrations",
                "/api/v1/nothing",
                "/api",
                "/anything",
                "/%2e%2e/docs",
                "//docs",
                "/docs%2f..%2fapi/v1/keys",
                "/api/v1/openapi.json/../keys",
                "/observe/health"
            })
    void shouldLetNobodyInWithoutKey(String path) {
        HttpResponse<String> response = api.send(api.request(path));

        assertProblem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"hypha\"");
    }

    @Test
    void shouldNotTakeWrongKeysOrOtherSchemes() {
        for (String value : List.of("Bearer wrong", "Bearer ", "Basic " + TestApi.ADMIN, TestApi.ADMIN, "bearer")) {
            HttpResponse<String> response = api.send(api.request("/api/v1").header("Authorization", value));
            assertThat(response.statusCode()).as(value).isEqualTo(401);
        }
        assertThat(api.send(api.request("/api/v1?key=" + TestApi.ADMIN)).statusCode())
                .isEqualTo(401);
        assertThat(api.audit.queued).extracting(AuditEvent::action).containsOnly("access.denied");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 200, 403, 403, 403",
        "EXECUTOR, 200, 200, 403, 403",
        "OPERATOR, 200, 200, 200, 403",
        "ADMIN, 200, 200, 200, 200"
    })
    void shouldGrantByRole(Role role, int read, int execute, int manage, int administer) {
        String key = api.key(role);

        assertThat(api.callAs(key, "GET", CRM, null).statusCode()).isEqualTo(read);
        assertThat(api.callAs(key, "POST", CRM + "/execute", ECHO).statusCode()).isEqualTo(execute);
        assertThat(api.callAs(key, "POST", CRM + "/restart", null).statusCode()).isEqualTo(manage);
        assertThat(api.callAs(key, "GET", "/api/v1/audit", null).statusCode()).isEqualTo(administer);
        assertThat(api.callAs(key, "GET", "/api/v1/keys", null).statusCode()).isEqualTo(administer);
    }

    @Test
    void shouldKeepLimitedKeysWithinTheirIntegrations() {
        String key = api.key(Role.OPERATOR, "crm");

        assertThat(json(api.callAs(key, "GET", "/api/v1/integrations", null))
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactly("crm");
        assertThat(json(api.callAs(key, "GET", "/api/v1/report", null))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.callAs(key, "POST", CRM + "/execute", ECHO).statusCode()).isEqualTo(200);
        assertProblem(api.callAs(key, "POST", "/api/v1/integrations/erp/execute", ECHO), 403, "forbidden");
        assertProblem(api.callAs(key, "DELETE", "/api/v1/integrations/erp", null), 403, "forbidden");
        assertProblem(api.callAs(key, "GET", "/api/v1/integrations/none", null), 403, "forbidden");
        assertProblem(
                api.callAs(key, "POST", "/api/v1/integrations", "{\"id\":\"new\",\"config\":{\"type\":\"echo\"}}"),
                403,
                "forbidden");
        assertProblem(api.callAs(key, "GET", "/api/v1/routes", null), 403, "forbidden");
    }

    @Test
    void shouldKeepLimitedKeysFromTheSecretsOfOthers() {
        String key = api.key(Role.OPERATOR, "crm");
        String reference = "\"config\":{\"type\":\"echo\",\"password\":\"${secret:env/HYPHA_SECRET_OF_ERP}\"}";
        String sealed = "{\"config\":{\"type\":\"echo\",\"greeting\":\"ENC(b2YgZXJw)\"}}";

        for (HttpResponse<String> refused : List.of(
                api.callAs(key, "PUT", CRM, "{" + reference + "}"),
                api.callAs(key, "PATCH", CRM, sealed),
                api.callAs(key, "POST", "/api/v1/integrations:validate", sealed),
                api.callAs(key, "POST", "/api/v1/integrations", "{\"id\":\"crm\"," + reference + "}"))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(json(refused).path("detail").asText()).contains("neither ${secret:...} nor ENC(...)");
        }
    }

    @Test
    void shouldKeepLimitedKeysWithinTheirActions() {
        KeyRequest request = new KeyRequest("reader", Role.EXECUTOR, Set.of(), Set.of("echo"), null);
        String key = api.keys.create(request).secret();

        assertThat(api.callAs(key, "POST", CRM + "/execute", ECHO).statusCode()).isEqualTo(200);
        assertProblem(api.callAs(key, "POST", CRM + "/execute", "{\"action\":\"fail\"}"), 403, "forbidden");
        assertProblem(api.callAs(key, "POST", CRM + "/execute", "{}"), 403, "forbidden");
    }

    @Test
    void shouldAuditChangesBeforeTheyAreAnsweredAndAllElseSoon() {
        api.get(CRM);
        api.call("POST", CRM + "/stop", null);
        api.callAs(api.key(Role.VIEWER), "DELETE", CRM, null);
        api.call("PUT", CRM, "{");

        assertThat(api.audit.events)
                .extracting(AuditEvent::action, AuditEvent::outcome, AuditEvent::integration, AuditEvent::actor)
                .containsExactly(tuple("integration.stop", "success", "crm", "admin"));
        assertThat(api.audit.queued)
                .extracting(AuditEvent::action, AuditEvent::outcome, AuditEvent::integration)
                .containsExactly(
                        tuple("integration.read", "success", "crm"),
                        tuple("integration.unregister", "forbidden", "crm"),
                        tuple("integration.put", "malformed_request", "crm"));
    }

    @Test
    void shouldAuditRefusedExecutions() {
        api.callAs(api.key(Role.VIEWER), "POST", CRM + "/execute", ECHO);

        assertThat(api.audit.queued).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("access.denied");
            assertThat(event.outcome()).isEqualTo("forbidden");
            assertThat(event.integration()).isEqualTo("crm");
        });
    }

    @Test
    void shouldAuditExecutionsThatMakeNoSense() {
        api.call("POST", CRM + "/execute", "{");
        api.call("POST", CRM + "/execute", "{\"a\":\"" + "x".repeat(TestApi.MAX_BODY) + "\"}");
        api.send(api.request(CRM + "/execute")
                .header("X-API-Key", TestApi.ADMIN)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(api.audit.queued)
                .extracting(AuditEvent::actor, AuditEvent::action, AuditEvent::integration, AuditEvent::outcome)
                .containsExactly(
                        tuple("admin", "execution", "crm", "malformed_request"),
                        tuple("admin", "execution", "crm", "payload_too_large"),
                        tuple("admin", "execution", "crm", "unsupported_media_type"));
        assertThat(api.audit.queued).allMatch(event -> event.detail().startsWith("by_key=admin execution_id="));
    }

    @Test
    void shouldAuditCallsThatThereAreNot() {
        api.get("/api/v1/nothing");
        api.call("POST", CRM, "{}");
        api.get("/api/v1/integrations/-x");

        assertThat(api.audit.queued)
                .extracting(AuditEvent::action, AuditEvent::outcome, AuditEvent::detail)
                .containsExactly(
                        tuple("request.unknown", "not_found", "by_key=admin GET /api/v1/nothing"),
                        tuple("request.unknown", "method_not_allowed", "by_key=admin POST " + CRM),
                        tuple("request.unknown", "malformed_request", "by_key=admin GET /api/v1/integrations/-x"));
    }

    @Test
    void shouldSayWhichKeyWasMadeAndWhichWasUsed() {
        String body = "{\"name\":\"ann\",\"role\":\"executor\",\"integrations\":[\"crm\"],\"actions\":[\"echo\"]}";
        JsonNode made = json(api.call("POST", "/api/v1/keys", body));
        String id = made.path("id").asText();
        String rotated = json(api.call("POST", "/api/v1/keys/" + id + "/rotate", null))
                .path("key")
                .asText();
        api.callAs(rotated, "GET", CRM, null);
        api.call("DELETE", "/api/v1/keys/" + id, null);
        api.callAs(rotated, "GET", CRM, null);

        String key = "key_id=" + id + " name=ann role=executor integrations=[crm] actions=[echo] expires_at=never";
        assertThat(api.audit.events)
                .extracting(AuditEvent::action, AuditEvent::detail)
                .containsExactly(
                        tuple("key.create", "by_key=admin " + key),
                        tuple("key.rotate", "by_key=admin " + key),
                        tuple("key.revoke", "by_key=admin " + key));
        assertThat(api.audit.queued)
                .extracting(AuditEvent::actor, AuditEvent::outcome)
                .containsExactly(tuple("ann", "success"), tuple("ann", "unauthenticated"));
        assertThat(api.audit.queued.get(0).detail()).isEqualTo("by_key=" + id);
        assertThat(api.audit.queued.get(1).detail()).endsWith("by_key=" + id + " (revoked)");
    }

    @Test
    void shouldNameToALimitedKeyNoIdThatItMayNotSee() {
        String key = api.key(Role.OPERATOR, "crmm");

        HttpResponse<String> read = api.callAs(key, "GET", "/api/v1/integrations/crmm", null);
        HttpResponse<String> executed = api.callAs(key, "POST", "/api/v1/integrations/crmm/execute", ECHO);

        assertProblem(read, 404, "integration_not_found");
        assertProblem(executed, 404, "integration_not_found");
        assertThat(read.body() + executed.body()).doesNotContain("'crm'");
        assertThat(api.get("/api/v1/integrations/crmm").body()).contains("'crm'");
    }

    @Test
    void shouldNotAcknowledgeWhatCannotBeAudited() {
        api.audit.fail = true;

        HttpResponse<String> response = api.call("POST", CRM + "/pause", null);

        assertProblem(response, 503, "audit_unavailable");
        assertThat(json(response).path("safe_to_retry").asBoolean()).isFalse();
        assertThat(response.body()).doesNotContain("the store is away");
    }

    @Test
    void shouldAnswerWhatChangesNothingWhereTheAuditCannotStore() {
        api.audit.fail = true;

        assertThat(api.get(CRM).statusCode()).isEqualTo(200);
        assertProblem(api.call("POST", CRM + "x/pause", null), 404, "integration_not_found");

        assertThat(api.audit.queued)
                .extracting(AuditEvent::outcome)
                .containsExactly("success", "integration_not_found");
    }

    @Test
    void shouldSayThatTheDatabaseIsAwayButNotWhere() {
        api.registry.failure = new UnavailableException("the database at /secret/place is away", null);

        HttpResponse<String> response =
                api.call("POST", "/api/v1/integrations", "{\"id\":\"late\",\"config\":{\"type\":\"echo\"}}");
        api.registry.failure = null;

        assertProblem(response, 503, "store_unavailable");
        assertThat(json(response).path("safe_to_retry").asBoolean()).isFalse();
        assertThat(response.body()).doesNotContain("/secret/place");
        assertProblem(api.get("/api/v1/integrations/late"), 404, "integration_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/integrations/..%2f..%2fkeys",
                "/api/v1/integrations/%2e%2e",
                "/api/v1/integrations/a%00b",
                "/api/v1/integrations/-x",
                "/api/v1/integrations/%zz",
                "/api/v1/integrations/a%20b",
                "/api/v1/connectors/..%5c..",
            })
    void shouldRefuseNamesThatAreNoNames(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + TestApi.ADMIN
                + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
    }

    @Test
    void shouldDecodeNamesTheSameWayInEachCall() {
        assertThat(api.get("/api/v1/integrations/%63rm/status").statusCode()).isEqualTo(200);
        assertThat(api.call("POST", "/api/v1/integrations/%63rm/execute", "{}").statusCode())
                .isEqualTo(api.call("POST", CRM + "/execute", "{}").statusCode())
                .isNotEqualTo(404);
    }

    @Test
    void shouldExecuteOnlyByNames() throws IOException {
        String answer =
                raw("POST /api/v1/integrations/%2e%2e/execute HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: "
                        + TestApi.ADMIN + "\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
    }

    @Test
    void shouldTellMethodsThatThereAre() {
        HttpResponse<String> response = api.call("POST", CRM, "{}");

        assertProblem(response, 405, "method_not_allowed");
        assertThat(response.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, PATCH, PUT");
        assertProblem(api.get(CRM + "/execute"), 405, "method_not_allowed");
        assertProblem(api.get("/api/v1/nothing"), 404, "not_found");
        assertProblem(api.get("/nothing"), 404, "not_found");
        assertProblem(api.get(CRM + "/"), 404, "not_found");
    }

    @Test
    void shouldAnswerHeadWithoutBody() {
        HttpResponse<String> response = api.call("HEAD", CRM, null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("ETag").orElseThrow()).startsWith("\"1-");
    }

    @Test
    void shouldTakeAndGiveJsonOnly() {
        HttpRequest.Builder form = api.request(CRM + "/execute")
                .header("X-API-Key", TestApi.ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=b"));
        assertProblem(api.send(form), 415, "unsupported_media_type");
        HttpRequest.Builder xml =
                api.request(CRM).header("X-API-Key", TestApi.ADMIN).header("Accept", "application/xml");
        assertProblem(api.send(xml), 406, "not_acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPLICATION/JSON | 200",
                "text/html, application/json;q=0.5 | 200",
                "application/problem+json | 200",
                "application/* | 200",
                "*/*;q=0.1 | 200",
                "application/jsonp | 406",
                "application/json;q=0 | 406",
                "application/json; q=0.000, text/html | 406",
                ";, | 406"
            })
    void shouldReadWhatTheCallerTakes(String accept, int status) {
        HttpRequest.Builder request =
                api.request(CRM).header("X-API-Key", TestApi.ADMIN).header("Accept", accept);

        assertThat(api.send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldReadAllLinesOfWhatTheCallerTakes() {
        HttpRequest.Builder request = api.request(CRM)
                .header("X-API-Key", TestApi.ADMIN)
                .header("Accept", "text/html")
                .header("Accept", "application/json");

        assertThat(api.send(request).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "{\"action\":\"echo\",\"action\":\"fail\"}",
                "{\"action\":1}",
                "{}{}",
                "{\"config\":{}}"
            })
    void shouldRefuseBodiesThatMakeNoSense(String body) {
        int execution = api.call("POST", CRM + "/execute", body).statusCode();
        HttpResponse<String> definition = api.call("POST", "/api/v1/integrations", body);

        assertThat(execution).isBetween(400, 404);
        assertProblem(definition, 400, "malformed_request");
    }

    @Test
    void shouldRefuseDeepDocuments() {
        assertProblem(api.call("POST", CRM + "/execute", "{\"a\":" + "[".repeat(5_000)), 400, "malformed_request");
    }

    @Test
    void shouldRefuseLargeBodiesAndGoOn() throws IOException {
        HttpResponse<String> large =
                api.call("POST", CRM + "/execute", "{\"a\":\"" + "x".repeat(TestApi.MAX_BODY) + "\"}");
        assertProblem(large, 413, "payload_too_large");

        String chunk = "x".repeat(16 * 1024);
        StringBuilder chunked = new StringBuilder("POST " + CRM + "/execute HTTP/1.1\r\nHost: x\r\nX-API-Key: "
                + TestApi.ADMIN + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 6; i++) {
            chunked.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        chunked.append("0\r\n\r\nGET /api/v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: ")
                .append(TestApi.ADMIN)
                .append("\r\n\r\n");

        assertThat(raw(chunked.toString())).contains("HTTP/1.1 413").contains("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({"8200, 414", "1, 431"})
    void shouldAnswerWhatIsTooMuchWithProblems(int lineLength, int status) throws IOException {
        String header = status == 431 ? "X-Large: " + "x".repeat(40_000) + "\r\n" : "";

        String answer = raw("GET /" + "x".repeat(lineLength) + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n");

        assertThat(answer).containsPattern("^HTTP/1.. " + status).contains("application/problem+json");
    }

    @Test
    void shouldAnswerWhatIsNoPathWithAnInstance() throws IOException {
        assertThat(raw("GET /" + "x".repeat(8200) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("\"instance\":\"/\"");
        assertThat(raw("POST ?a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + TestApi.ADMIN
                        + "\r\n\r\n"))
                .containsPattern("^HTTP/1.1 40")
                .contains("\"instance\":\"/\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1 HTTP/1.1\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
                "POST /api/v1/integrations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n",
                "POST /api/v1/integrations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n",
                "POST /api/v1/integrations HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"
            })
    void shouldRefuseWhatProxiesMayReadOtherwise(String head) throws IOException {
        String next = "GET /docs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(raw(head + "X-API-Key: " + TestApi.ADMIN + "\r\n\r\n0\r\n\r\n" + next))
                .containsPattern("^HTTP/1.. 400")
                .contains("malformed_request")
                .doesNotContain("<html");
    }

    @Test
    void shouldAnswerWhatIsNotHttpWithAProblem() throws IOException {
        assertThat(raw("nonsense\r\n\r\n")).containsPattern("^HTTP/1.. 400").contains("malformed_request");
    }

    @Test
    void shouldGuardRoutesOfUsers() {
        api.server.router().get("/hello").handler(context -> {
            String seen = context.request().headers().names() + " "
                    + context.queryParams().names();
            context.response().end(seen);
        });
        String path = "/hello?CamelHttpUri=x&cAMELfoo=1&%43amelExec=2&ok=3";

        assertProblem(api.send(api.request("/hello")), 401, "unauthenticated");
        assertProblem(api.callAs(api.key(Role.VIEWER), "GET", "/hello", null), 403, "forbidden");
        assertProblem(api.callAs(api.key(Role.EXECUTOR, "crm"), "GET", "/hello", null), 403, "forbidden");
        HttpResponse<String> response = api.send(api.request(path)
                .header("Authorization", "Bearer " + api.key(Role.EXECUTOR))
                .header("cAmElExecCommand", "id")
                .header("Other", "1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).containsIgnoringCase("other").contains("ok");
        assertThat(response.body()).doesNotContainIgnoringCase("camel").doesNotContainIgnoringCase("authorization");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void shouldAnswerForBrokenRoutesOfUsers() {
        api.server.router().get("/broken").handler(context -> {
            throw new IllegalStateException("an internal detail");
        });

        HttpResponse<String> response = api.get("/broken");

        assertProblem(response, 500, "internal");
        assertThat(response.body()).doesNotContain("an internal detail");
        assertThat(api.audit.queued).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("route.call");
            assertThat(event.outcome()).isEqualTo("internal");
            assertThat(event.detail()).startsWith("by_key=admin GET /broken status=500 ms=");
        });
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
