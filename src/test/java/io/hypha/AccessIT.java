package io.hypha;

import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.document;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in without a key, keys open only what they are for, and the audit tells of all of it. */
class AccessIT {
    private static final String QUERY = "{\"action\": \"query\", \"params\": {\"sql\": \"select 1\"}}";
    private static final String UPDATE =
            "{\"action\": \"update\", \"params\": {\"sql\": \"create table if not exists t (a int)\"}}";

    private static TestHome home;
    private static TestRuntime hypha;
    private static int names;

    @BeforeAll
    static void start() {
        home = TestHome.create();
        hypha = home.start();
        hypha.register("one", yaml("{type: h2, connection: {database: one}}")).expect(201);
        hypha.register("two", yaml("{type: h2, connection: {database: two}}")).expect(201);
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
    }

    private static JsonNode key(String more) {
        ObjectNode request = yaml("{" + more + "}").put("name", "key-" + ++names);
        return hypha.call("POST", "/api/v1/keys", request).expect(201).json();
    }

    private static String secret(JsonNode issued) {
        return issued.path("key").asText();
    }

    private static Reply as(String key, String method, String path, String body) {
        return hypha.send(hypha.anonymous(method, path, body).header("Authorization", "Bearer " + key));
    }

    private static Reply execute(String key, String id, String document) {
        return as(key, "POST", INTEGRATIONS + "/" + id + "/execute", document);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1",
        "GET, /api/v1/integrations",
        "POST, /api/v1/integrations",
        "POST, /api/v1/integrations/one/execute",
        "DELETE, /api/v1/integrations/one",
        "GET, /api/v1/audit",
        "GET, /api/v1/keys",
        "GET, /api/v1/nothing",
        "GET, /anything"
    })
    void shouldRefuseWithoutKeyAndWithWrongKey(String method, String path) {
        String body = method.equals("POST") ? "{}" : null;
        Reply none = hypha.send(hypha.anonymous(method, path, body)).expectProblem(401, "unauthenticated");
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        as("wrong", method, path, body).expectProblem(401, "unauthenticated");
        as(TestHome.ADMIN + "x", method, path, body).expectProblem(401, "unauthenticated");
        HttpRequest.Builder basic =
                hypha.anonymous(method, path, body).header("Authorization", "Basic " + TestHome.ADMIN);
        hypha.send(basic).expectProblem(401, "unauthenticated");
    }

    @Test
    void shouldAcceptBothHeaders() {
        hypha.send(hypha.anonymous("GET", INTEGRATIONS, null).header("X-API-Key", TestHome.ADMIN))
                .expect(200);
        as(TestHome.ADMIN, "GET", INTEGRATIONS, null).expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, 200, 403, 403, 403",
        "executor, 200, 200, 403, 403",
        "operator, 200, 200, 200, 403",
        "admin, 200, 200, 200, 200"
    })
    void shouldAllowWhatTheRoleMay(String role, int read, int execute, int manage, int administer) {
        String key = secret(key("role: " + role));
        as(key, "GET", INTEGRATIONS + "/one/status", null).expect(read);
        execute(key, "one", QUERY).expect(execute);
        as(key, "POST", INTEGRATIONS + "/one/restart", null).expect(manage);
        for (String path : List.of("/api/v1/audit", "/api/v1/keys")) {
            as(key, "GET", path, null).expect(administer);
        }
    }

    @Test
    void shouldLimitKeysToIntegrationsAndActions() {
        String key = secret(key("role: executor, integrations: [one], actions: [query]"));
        execute(key, "one", QUERY).expect(200);
        execute(key, "one", UPDATE).expectProblem(403, "forbidden");
        execute(key, "two", QUERY).expectProblem(403, "forbidden");
        execute(key, "none", QUERY).expectProblem(403, "forbidden");
        as(key, "GET", INTEGRATIONS + "/two", null).expectProblem(403, "forbidden");
        as(key, "DELETE", INTEGRATIONS + "/two", null).expectProblem(403, "forbidden");
        as(
                        key,
                        "POST",
                        INTEGRATIONS,
                        document("three", yaml("{type: h2, connection: {database: x}}"))
                                .toString())
                .expectProblem(403, "forbidden");
        JsonNode seen = as(key, "GET", INTEGRATIONS, null).expect(200).json().path("items");
        assertThat(seen).hasSize(1);
        assertThat(as(key, "GET", "/api/v1/report", null).expect(200).body()).doesNotContain("\"two\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\": \"query\", \"params\": {\"sql\": \"select 1\"}}",
                "{\"params\": {\"sql\": \"select 1\"}, \"action\": \"\\u0071uery\"}"
            })
    void shouldNotBeTalkedOutOfLimitsOfActions(String document) {
        hypha.execute("one", document).expect(200);
        String key = secret(key("role: executor, actions: [update]"));
        execute(key, "one", document).expectProblem(403, "forbidden");
    }

    @Test
    void shouldRefuseExpiredRotatedAndRevokedKeys() {
        JsonNode soon = key("role: viewer, expires_at: '" + Instant.now().plusMillis(1500) + "'");
        as(secret(soon), "GET", INTEGRATIONS, null).expect(200);
        JsonNode issued = key("role: viewer");
        String path = "/api/v1/keys/" + issued.path("id").asText();
        String rotated =
                secret(hypha.call("POST", path + "/rotate", null).expect(200).json());
        as(secret(issued), "GET", INTEGRATIONS, null).expectProblem(401, "unauthenticated");
        as(rotated, "GET", INTEGRATIONS, null).expect(200);
        hypha.call("DELETE", path, null).expect(204);
        as(rotated, "GET", INTEGRATIONS, null).expectProblem(401, "unauthenticated");
        await().untilAsserted(() -> as(secret(soon), "GET", INTEGRATIONS, null).expectProblem(401, "unauthenticated"));
        assertThat(hypha.get("/api/v1/keys").expect(200).body())
                .doesNotContain(secret(issued))
                .doesNotContain(rotated)
                .doesNotContain("hash");
    }

    @Test
    void shouldAuditEveryCall() {
        JsonNode issued = key("role: operator");
        String name = "key-" + names;
        String key = secret(issued);
        List<String> requests = List.of(
                as(key, "GET", INTEGRATIONS + "/one", null).expect(200).header("X-Request-Id"),
                execute(key, "one", QUERY).expect(200).header("X-Request-Id"),
                as(key, "POST", INTEGRATIONS + "/two/restart", null).expect(200).header("X-Request-Id"),
                as(key, "DELETE", INTEGRATIONS + "/none", null)
                        .expectProblem(404, "integration_not_found")
                        .header("X-Request-Id"),
                as(key, "GET", "/api/v1/audit", null)
                        .expectProblem(403, "forbidden")
                        .header("X-Request-Id"));
        assertThat(requests).doesNotContain("").doesNotHaveDuplicates();
        hypha.call("DELETE", "/api/v1/keys/" + issued.path("id").asText(), null).expect(204);
        String before = as(key, "GET", "/api/v1/keys", null)
                .expectProblem(401, "unauthenticated")
                .header("X-Request-Id");
        await().untilAsserted(() -> {
            JsonNode events =
                    hypha.get("/api/v1/audit?actor=" + name).expect(200).json().path("items");
            assertThat(events)
                    .extracting(event -> event.path("request_id").asText())
                    .containsAll(requests);
            assertThat(events)
                    .extracting(event -> event.path("action").asText() + " "
                            + event.path("outcome").asText())
                    .contains(
                            "integration.read success",
                            "execution success",
                            "integration.restart success",
                            "integration.unregister integration_not_found",
                            "audit.read forbidden");
            assertThat(hypha.get("/api/v1/audit?outcome=unauthenticated,forbidden&actor=" + name)
                            .expect(200)
                            .json()
                            .path("items"))
                    .extracting(event -> event.path("request_id").asText())
                    .contains(before, requests.get(4))
                    .doesNotContain(requests.get(0));
        });
        assertThat(hypha.get("/api/v1/audit").body()).doesNotContain(key).doesNotContain(TestHome.ADMIN);
    }
}
