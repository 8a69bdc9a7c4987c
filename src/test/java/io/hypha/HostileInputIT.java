package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.hypha.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions, params, files, headers and bodies of people who mean harm are refused, or are data and nothing else. */
class HostileInputIT {
    private static final String MARK = "evaluated-canary";
    private static final List<String> CODE = List.of(
            "${sysenv.PATH}",
            "${env:PATH}",
            "${properties:hypha.admin-key}",
            "${bean:type:java.lang.System?method=lineSeparator}",
            "${exchange.context.name}",
            "{{env:PATH}}",
            "{{sys:user.home}}",
            "{{sys:it.canary}}",
            "{{?sys:it.canary}}",
            "#class:java.util.Date",
            "#bean:hyphaRetry",
            "#type:java.lang.Object",
            "#property:it.canary",
            "RAW(x)",
            "RAW{x}",
            "a&throwExceptionOnFailure=false",
            "a?bridgeEndpoint=true");

    private static WireMockServer backend;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        System.setProperty("it.canary", MARK);
        backend =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        backend.start();
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        System.clearProperty("it.canary");
        hypha.close();
        home.close();
        backend.stop();
    }

    @AfterEach
    void reset() {
        for (JsonNode item : hypha.get(INTEGRATIONS).expect(200).json().path("items")) {
            hypha.unregister(item.path("id").asText()).expect(204);
        }
        backend.resetAll();
    }

    private static String endpoint() {
        return "http://127.0.0.1:" + backend.port();
    }

    private static ObjectNode rest() {
        return yaml(
                """
                type: rest
                endpoint: %s/base
                operations:
                  get: {method: GET, path: '/data/{id}', query: {q: '{q}'}, headers: {X-Param: '{h}'}}
                """
                        .formatted(endpoint()));
    }

    private static List<LoggedRequest> received() {
        return backend.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .map(LoggedRequest.class::cast)
                .toList();
    }

    private static String execution(String action, JsonNode params) {
        ObjectNode document = Json.mapper().createObjectNode().put("action", action);
        document.set("params", params);
        return document.toString();
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static Reply raw(String contentType, byte[] body) {
        HttpRequest.Builder request =
                hypha.request("GET", INTEGRATIONS, null).method("POST", HttpRequest.BodyPublishers.ofByteArray(body));
        return hypha.send(request.header("Content-Type", contentType));
    }

    static Stream<byte[]> brokenJson() {
        String deep = "{\"a\":".repeat(10_000);
        return Stream.of(
                        "",
                        "{",
                        "{\"id\": \"x\", \"config\": {\"type\": \"rest\"",
                        "nonsense",
                        "[]",
                        "\"text\"",
                        "null",
                        "{\"id\": \"a\", \"id\": \"b\", \"config\": {}}",
                        "{\"id\": \"a\", \"config\": {\"type\": \"rest\", \"type\": \"h2\"}}",
                        "{\"id\": \"a\", \"config\": {}} {}",
                        "{\"id\": \"a\\u0000b\", \"config\": {\"type\": \"rest\"}}",
                        "{\"id\": \"a\u0000\", \"config\": {\"type\": \"rest\"}}",
                        "{\"id\": 1e999999999, \"config\": {}}",
                        "{\"id\": \"a\", \"config\": \"text\"}",
                        "{\"id\": \"a\", \"config\": {}, \"more\": 1}",
                        deep,
                        deep + "1" + "}".repeat(10_000),
                        "[".repeat(10_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void shouldRefuseBrokenJson(byte[] body) {
        Reply reply = raw("application/json", body).expectProblem();
        assertThat(reply.status()).isIn(400, 422);
        assertThat(hypha.get(INTEGRATIONS).json().path("items")).isEmpty();
    }

    @Test
    void shouldRefuseOtherEncodingsMediaTypesAndSizes() {
        byte[] json = "{\"id\": \"\u00e4\", \"config\": {\"type\": \"rest\"}}".getBytes(StandardCharsets.ISO_8859_1);
        raw("application/json", json).expectProblem(400, "malformed_request");
        raw("application/json", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}).expectProblem(400, "malformed_request");
        raw("text/xml", "<a/>".getBytes(StandardCharsets.UTF_8)).expectProblem(415, "unsupported_media_type");
        raw("application/json", new byte[10 * 1024 * 1024]).expectProblem(413, "payload_too_large");
    }

    static Stream<byte[]> brokenYaml() {
        return Stream.of(
                        "integrations: {a: {type: rest, endpoint: ",
                        "integrations:\n  a: {type: rest}\n  a: {type: h2}\n",
                        "integrations:\n\t- tab",
                        "a: &a [x,x,x,x,x,x,x,x,x]\n" + bomb() + "integrations: *i\n",
                        "integrations: !!javax.script.ScriptEngineManager []\n",
                        "integrations:\n  a: {<<: *no}\n",
                        "integrations: " + "[".repeat(10_000),
                        "integrations: " + "{a: ".repeat(10_000) + "1" + "}".repeat(10_000),
                        "integrations: {a: \u0000}",
                        "--- {integrations: {}}\n--- {integrations: {}}\n",
                        "- route: {from: {uri: 'timer:x', steps: [",
                        "#" + "x".repeat(10 * 1024 * 1024) + "\nintegrations: {}\n",
                        "unknown: 1",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder();
        for (char name = 'b'; name <= 'i'; name++) {
            String before = "*" + (char) (name - 1);
            text.append(name)
                    .append(": &")
                    .append(name)
                    .append(" [")
                    .append((before + ",").repeat(8))
                    .append(before)
                    .append("]\n");
        }
        return text.toString();
    }

    @Test
    void shouldRefuseBrokenFilesWithReason() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        brokenYaml().forEach(bytes -> files.put("broken-" + files.size() + ".yaml", bytes));
        files.put("latin.yaml", "integrations: {\u00e4: {type: rest}}".getBytes(StandardCharsets.ISO_8859_1));
        files.put(
                "broken.kamelet.yaml",
                "apiVersion: camel.apache.org/v1\nkind: Kamelet\nmetadata: {".getBytes(StandardCharsets.UTF_8));
        files.forEach(home::drop);
        files.keySet().forEach(name -> await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode file = hypha.file(name);
            assertThat(file.path("state").asText()).as(name + file).isEqualTo("rejected");
            assertThat(file.path("problems")).as(name).isNotEmpty();
            assertThat(file.toString())
                    .hasSizeLessThan(4000)
                    .doesNotContain("Exception")
                    .doesNotContain("\\tat ");
        }));
        hypha.register("alive", rest()).expect(201);
        files.keySet().forEach(home::remove);
        await().untilAsserted(() ->
                assertThat(hypha.get("/api/v1/routes").json().toString()).doesNotContain("broken"));
    }

    @Test
    void shouldNameClosestIdActionAndType() {
        hypha.register("customers", rest()).expect(201);
        assertThat(hypha.execute("custmers", "{\"action\": \"get\"}")
                        .expectProblem(404, "integration_not_found")
                        .json()
                        .path("detail")
                        .asText())
                .contains("customers");
        assertThat(hypha.execute("customers", "{\"action\": \"gett\"}")
                        .expectProblem(404, "action_not_found")
                        .json()
                        .path("detail")
                        .asText())
                .contains("'get'");
        Reply reply = hypha.register("other", yaml("{type: rst, endpoint: 'http://127.0.0.1'}"))
                .expectProblem(422, "invalid_definition");
        assertThat(reply.body()).contains("rest");
        reply = hypha.register("other", yaml("{type: rest, endpont: 'http://127.0.0.1', timeot: 3}"))
                .expectProblem(422, "invalid_definition");
        assertThat(reply.body()).contains("endpoint").contains("timeout");
    }

    /** Every string of a definition, one after the other, as code: refused, or used as it stands. */
    @Test
    void shouldNotEvaluateAnyStringOfDefinitions() {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        ObjectNode full = rest();
        full.put("description", "d").put("timeout", "5s").put("protocol", "rest");
        full.withArray("tags").add("t");
        full.set("headers", yaml("{X-Fixed: v}"));
        full.set("auth", yaml("{type: api_key, credentials: {key: k, header: X-Key}}"));
        full.set("resilience", yaml("{retry: {initial_delay: 10ms}, fallback: {type: static, body: {a: b}}}"));
        List<String> pointers = new ArrayList<>();
        strings("", full, pointers);
        assertThat(pointers).hasSizeGreaterThan(10);
        int accepted = 0;
        for (String pointer : pointers) {
            for (String code : CODE) {
                accepted += tryDefinition(full, pointer, code) ? 1 : 0;
            }
        }
        assertThat(accepted)
                .as("descriptions and header values may say anything")
                .isPositive();
    }

    private static boolean tryDefinition(ObjectNode full, String pointer, String code) {
        ObjectNode config = full.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = config.at(pointer.substring(0, slash));
        if (parent instanceof ObjectNode object) {
            object.put(pointer.substring(slash + 1), code);
        } else {
            ((ArrayNode) parent).set(0, code);
        }
        Reply reply = hypha.put("code", config);
        assertHarmless(pointer + " = " + code, reply);
        if (reply.status() >= 400) {
            assertThat(reply.expectProblem().status())
                    .as(pointer + " = " + code + reply.body())
                    .isIn(400, 422);
            return false;
        }
        Reply executed =
                hypha.execute("code", "{\"action\": \"get\", \"params\": {\"id\": 1, \"q\": \"a\", \"h\": \"b\"}}");
        assertHarmless(pointer + " = " + code, executed);
        received().forEach(request -> assertThat(request.getUrl() + request.getHeaders())
                .doesNotContain(MARK)
                .doesNotContain(System.getenv("PATH"))
                .doesNotContain(TestHome.ADMIN));
        hypha.unregister("code").expect(204);
        return true;
    }

    private static void assertHarmless(String what, Reply reply) {
        assertThat(reply.body())
                .as(what)
                .doesNotContain(MARK)
                .doesNotContain(System.getenv("PATH"))
                .doesNotContain(TestHome.ADMIN);
        assertThat(reply.status()).as(what + reply.body()).isNotEqualTo(500);
    }

    private static void strings(String pointer, JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(pointer);
        }
        node.properties().forEach(field -> strings(pointer + "/" + field.getKey(), field.getValue(), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            strings(pointer + "/" + i, node.get(i), found);
        }
    }

    static Stream<String> code() {
        return CODE.stream();
    }

    @ParameterizedTest
    @MethodSource("code")
    void shouldSendParamsAsTheyAre(String code) {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        hypha.register("params", rest()).expect(201);
        hypha.execute(
                        "params",
                        execution("get", object().put("id", code).put("q", code).put("h", code)))
                .expect(200);
        LoggedRequest request = received().get(0);
        assertThat(request.getUrl()).startsWith("/base/data/").doesNotContain(MARK);
        assertThat(request.queryParameter("q").firstValue()).isEqualTo(code);
        assertThat(request.header("X-Param").firstValue()).isEqualTo(code);
        backend.resetRequests();
        hypha.execute("params", execution("POST /body", object().put("a", code)))
                .expect(200);
        assertThat(received().get(0).getBodyAsString()).contains(code.replace("\"", "\\\""));
    }

    @Test
    void shouldNotEvaluateStringsOfDatabases() {
        String canary = "{{sys:it.canary}}";
        for (String code : CODE) {
            ObjectNode config = yaml("{type: h2, connection: {}}");
            ((ObjectNode) config.path("connection")).put("database", code);
            assertHarmless(code, hypha.put("db", config));
            hypha.unregister("db");
        }
        hypha.put("db", yaml("{type: h2, connection: {database: literal}}")).expect(201);
        ObjectNode params =
                object().put("sql", "select cast(:x as varchar) as x").set("params", object().put("x", canary));
        Reply reply = hypha.execute("db", execution("query", params)).expect(200);
        assertThat(reply.json().at("/result/0/X").asText()).isEqualTo(canary);
    }

    @Test
    void shouldNotLetCallersHeadersOrQueryThrough() {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        hypha.register("headers", rest()).expect(201);
        String document = execution("get", object().put("id", 1).put("q", "q").put("h", "h"));
        HttpRequest.Builder request = hypha.request(
                        "POST",
                        INTEGRATIONS + "/headers/execute?CamelHttpUri=http://127.0.0.1:1/&camelHttpPath=/evil",
                        document)
                .header("CamelHttpUri", "http://127.0.0.1:1/evil")
                .header("CAMELHttpPath", "/evil")
                .header("camelHttpQuery", "evil=1")
                .header("CamelHttpMethod", "DELETE")
                .header("CamelHttpRawQuery", "evil=1")
                .header("Cookie", "evil=1")
                .header("X-Evil", "1");
        Reply reply = hypha.send(request);
        if (reply.status() != 200) {
            reply.expectProblem(400, "malformed_request");
            hypha.execute("headers", document).expect(200);
        }
        assertThat(received()).allSatisfy(seen -> {
            assertThat(seen.getMethod().getName()).isEqualTo("GET");
            assertThat(seen.getUrl()).isEqualTo("/base/data/1?q=q");
            assertThat(seen.getHeaders().all().toString().toLowerCase(Locale.ROOT))
                    .doesNotContain("evil")
                    .doesNotContain("camel")
                    .doesNotContain("authorization")
                    .doesNotContain(TestHome.ADMIN);
        });
        assertThat(received()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "..",
                ".",
                "%2e%2e",
                "..%2fsecret",
                "a/../../secret",
                "\\..\\secret",
                "1?admin=true",
                "1#fragment",
                "//evil.example",
                "@evil.example",
                "1;x=y",
                "1\r\nX-Evil: 1",
                "1\nX-Evil: 1",
                "1\u0000"
            })
    void shouldKeepParamsWithinTheirPlace(String id) {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        hypha.register("paths", rest()).expect(201);
        Reply reply = hypha.execute(
                "paths", execution("get", object().put("id", id).put("q", id).put("h", "h")));
        if (reply.status() != 200) {
            reply.expectProblem(400, "invalid_params");
        }
        assertThat(received()).allSatisfy(seen -> {
            assertThat(seen.getUrl()).matches("/base/data/[^/?#]+\\?q=[^&#]+");
            assertThat(seen.getUrl()).doesNotContain("/../").doesNotContain("/..?");
            assertThat(seen.getHeader("X-Evil")).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rb", "a\u0000b", "a\u2028b", "\u560a\u560dX-Evil: 1"})
    void shouldNotSplitHeaders(String value) {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        hypha.register("crlf", rest()).expect(201);
        Reply reply = hypha.execute(
                "crlf", execution("get", object().put("id", 1).put("q", "q").put("h", value)));
        reply.expectProblem(400, "invalid_params");
        assertThat(received()).isEmpty();
        ObjectNode config = rest();
        config.set("headers", object().put("X-Fixed", value));
        hypha.register("fixed", config).expectProblem(422, "invalid_definition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /../secret",
                "GET /a/../../secret",
                "GET //evil.example/",
                "GET /%2e%2e/secret",
                "GET /a?x=1",
                "GET http://evil.example/",
                "GET /a\r\nX-Evil: 1",
                "TRACE /",
                "CONNECT evil.example:443"
            })
    void shouldKeepUndeclaredActionsUnderTheEndpoint(String action) {
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        hypha.register("actions", rest()).expect(201);
        Reply reply = hypha.execute("actions", execution(action, object()));
        if (reply.status() != 200) {
            reply.expectProblem();
            assertThat(reply.status()).isIn(400, 404);
        }
        assertThat(received()).allSatisfy(seen -> {
            assertThat(seen.getUrl()).startsWith("/base/").doesNotContain("..").doesNotContain("secret");
            assertThat(seen.getHeader("X-Evil")).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/b",
                "a\\b",
                "..",
                ".hidden",
                "a b",
                "a?b",
                "a#b",
                "a\nb",
                "a\u0000b",
                "${a}",
                "{{a}}",
                "-a",
                "\u00e4",
                ""
            })
    void shouldRefuseIds(String id) {
        hypha.register(id, rest()).expectProblem();
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        Reply reply = hypha.call("PUT", INTEGRATIONS + "/" + encoded, TestClient.document(null, rest()));
        reply.expectProblem();
        assertThat(hypha.get(INTEGRATIONS).json().path("items")).isEmpty();
    }

    /** What a client library would not send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: a\r\n",
                "GET /docs/../../../etc/passwd HTTP/1.1\r\nHost: a\r\n",
                "GET /docs/%2e%2e/%2e%2e/config/application.properties HTTP/1.1\r\nHost: a\r\n",
                "GET /docs/..%5c..%5cconfig HTTP/1.1\r\nHost: a\r\n",
                "GET /config/application.properties HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/integrations/%00 HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/integrations/%zz HTTP/1.1\r\nHost: a\r\n",
                "NONSENSE\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n",
                "POST /api/v1/integrations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n"
            })
    void shouldAnswerRawNonsenseWithProblem(String head) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hypha.api().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(4096), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1\\.[01] (4\\d\\d|501).*");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("application/problem+json")
                    .doesNotContain("exception")
                    .doesNotContain("<html")
                    .doesNotContain("root:");
        }
    }
}
