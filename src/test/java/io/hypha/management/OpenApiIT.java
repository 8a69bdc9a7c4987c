package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document describes what is there, all of it, and answers are as it says. */
class OpenApiIT {
    private static TestApi api;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        api = new TestApi();
        document = TestApi.json(api.send(api.request(Docs.OPENAPI)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldAnswerAsDescribed() {
        answers(
                "POST",
                "/api/v1/integrations",
                "/api/v1/integrations",
                "{\"id\":\"a\",\"config\":{\"type\":\"echo\"}}",
                201);
        answers("GET", "/api/v1/integrations", "/api/v1/integrations?limit=1", null, 200);
        answers("GET", "/api/v1/integrations/{id}", "/api/v1/integrations/a", null, 200);
        answers("PUT", "/api/v1/integrations/{id}", "/api/v1/integrations/b", "{\"config\":{\"type\":\"echo\"}}", 201);
        answers("PATCH", "/api/v1/integrations/{id}", "/api/v1/integrations/b", "{\"config\":{\"timeout\":3}}", 200);
        answers("POST", "/api/v1/integrations/{id}/pause", "/api/v1/integrations/b/pause", null, 200);
        answers(
                "POST",
                "/api/v1/integrations/{id}/execute",
                "/api/v1/integrations/a/execute",
                "{\"action\":\"echo\"}",
                200);
        answers(
                "POST",
                "/api/v1/integrations/{id}/execute",
                "/api/v1/integrations/b/execute",
                "{\"action\":\"echo\"}",
                409);
        answers(
                "POST",
                "/api/v1/integrations/{id}/execute",
                "/api/v1/integrations/a/execute",
                "{\"action\":\"fail\",\"params\":{\"code\":\"rate_limited\"}}",
                429);
        answers("GET", "/api/v1/integrations/{id}/status", "/api/v1/integrations/a/status", null, 200);
        answers("GET", "/api/v1/integrations/{id}/status", "/api/v1/integrations/b/status", null, 200);
        answers("GET", "/api/v1/integrations/{id}/status", "/api/v1/integrations/x/status", null, 404);
        answers(
                "POST",
                "/api/v1/integrations:validate",
                "/api/v1/integrations:validate",
                "{\"config\":{\"type\":\"x\"}}",
                200);
        answers("PUT", "/api/v1/integrations/{id}", "/api/v1/integrations/c", "{\"config\":{\"type\":\"x\"}}", 422);
        answers("PUT", "/api/v1/integrations/{id}", "/api/v1/integrations/c", "{\"config\":", 400);
        answers("GET", "/api/v1/report", "/api/v1/report", null, 200);
        answers("GET", "/api/v1/connectors", "/api/v1/connectors", null, 200);
        answers("GET", "/api/v1/connectors/{name}", "/api/v1/connectors/echo", null, 200);
        answers("GET", "/api/v1/connectors/{name}", "/api/v1/connectors/nothing", null, 404);
        answers("GET", "/api/v1/routes", "/api/v1/routes", null, 200);
        JsonNode key = answers("POST", "/api/v1/keys", "/api/v1/keys", "{\"name\":\"k\",\"role\":\"viewer\"}", 201);
        String id = key.path("id").asText();
        answers("POST", "/api/v1/keys", "/api/v1/keys", "{\"name\":\"k\",\"role\":\"viewer\"}", 409);
        answers("POST", "/api/v1/keys/{key}/rotate", "/api/v1/keys/" + id + "/rotate", null, 200);
        answers("DELETE", "/api/v1/keys/{key}", "/api/v1/keys/" + id, null, 204);
        answers("GET", "/api/v1/keys", "/api/v1/keys", null, 200);
        answers("GET", "/api/v1/audit", "/api/v1/audit", null, 200);
        answers("GET", "/api/v1", "/api/v1", null, 200);
        answers("DELETE", "/api/v1/integrations/{id}", "/api/v1/integrations/b", null, 204);
    }

    private static JsonNode answers(String method, String path, String target, String body, int status) {
        HttpResponse<String> response = api.call(method, target, body);
        assertThat(response.statusCode())
                .as(method + " " + target + response.body())
                .isEqualTo(status);
        JsonNode responses = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode described = responses.path(Integer.toString(status));
        assertThat(described.isMissingNode()).as(method + " " + path).isFalse();
        if (status == 204) {
            assertThat(response.body()).isEmpty();
            return described;
        }
        JsonNode answer = TestApi.json(response);
        JsonNode content = resolved(described).path("content");
        String type = response.headers().firstValue("Content-Type").orElseThrow();
        assertThat(content.has(type)).as(method + " " + path + " " + type).isTrue();
        assertThat(problems(content.path(type).path("schema"), answer))
                .as(method + " " + target)
                .isEmpty();
        return answer;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Set<ValidationMessage> problems(JsonNode schema, JsonNode answer) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        SchemaLocation.of("urn:answer"),
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build())
                .validate(answer);
    }

    @Test
    void shouldReferToWhatThereIs() {
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void shouldHaveExamplesThatFollowTheirSchemas() {
        for (JsonNode holder : document.findParents("example")) {
            if (holder.has("schema") && !holder.has("in")) {
                assertThat(problems(holder.path("schema"), holder.path("example")))
                        .as(holder.path("example").toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldServeTheDocumentationFromItsOwnFilesOnly() {
        HttpResponse<String> page = api.send(api.request("/docs"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self';")
                .contains("default-src 'none'");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("onclick");
        for (String file : new String[] {"docs.css", "docs.js", "swagger-ui.css", "swagger-ui-bundle.js", "problems"}) {
            assertThat(api.send(api.request("/docs/" + file)).statusCode())
                    .as(file)
                    .isEqualTo(200);
        }
        assertThat(api.send(api.request("/")).headers().firstValue("Location")).contains("/docs");
    }

    @Test
    void shouldServeNoOtherFiles() {
        for (String path : new String[] {
            "/docs/../application.properties",
            "/docs/%2e%2e/openapi.yaml",
            "/docs/index.htm",
            "/docs//etc/passwd",
            "/docs/..%2f..%2fopenapi.yaml"
        }) {
            assertThat(api.send(api.request(path)).statusCode()).as(path).isEqualTo(404);
        }
        HttpResponse<String> posted = api.send(api.request("/docs").POST(HttpRequest.BodyPublishers.noBody()));
        ApiServerIT.assertProblem(posted, 405, "method_not_allowed");
    }

    @Test
    void shouldExplainEveryProblem() {
        String page = api.send(api.request("/docs/problems")).body();

        for (ProblemType type : ProblemType.values()) {
            assertThat(page).contains("id=\"" + type.code() + "\"");
        }
    }
}
