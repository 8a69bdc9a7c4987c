package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files are what runs: dropped, changed, broken, mended and deleted, without a restart. */
class RoutesFolderIT {
    private static final String DATABASE =
            """
            integrations:
              dropped:
                type: h2
                timeout: %d
                connection: {database: dropped}
            """;
    private static final String CONNECTOR =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greeting
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Greeting
                required: [words]
                properties:
                  words: {title: Words, type: string}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody: {constant: "%s {{words}}"}
            """;
    private static final String ROUTE =
            """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  steps:
                    - setBody: {constant: %s}
            """;

    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
    }

    /** From a complete write to its effect. */
    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(2));
    }

    private static String fileState(String name) {
        return hypha.file(name).path("state").asText();
    }

    @Test
    void shouldFollowFileOfIntegrations() {
        home.drop("crm.yaml", DATABASE.formatted(5));
        soon().until(() -> hypha.get(INTEGRATIONS + "/dropped").status() == 200);
        hypha.put("dropped", yaml("{type: h2, connection: {database: x}}")).expectProblem(409, "owned_elsewhere");
        home.drop("crm.yaml", DATABASE.formatted(6));
        soon().until(() -> hypha.status("dropped").path("revision").asInt() == 2);
        home.drop("crm.yaml", DATABASE.formatted(6).replace("timeout", "timeot"));
        soon().until(() -> fileState("crm.yaml").equals("degraded"));
        JsonNode problem = hypha.file("crm.yaml").path("problems").path(0);
        assertThat(problem.path("line").asInt()).isEqualTo(4);
        assertThat(problem.toString()).contains("timeout");
        assertThat(hypha.status("dropped").path("revision").asInt()).isEqualTo(2);
        hypha.execute("dropped", "{\"action\": \"query\", \"params\": {\"sql\": \"select 1\"}}")
                .expect(200);
        home.drop("crm.yaml", DATABASE.formatted(7));
        soon().until(() -> fileState("crm.yaml").equals("loaded"));
        home.remove("crm.yaml");
        soon().until(() -> hypha.get(INTEGRATIONS + "/dropped").status() == 404);
    }

    @Test
    void shouldFollowFileOfRoutes() {
        home.drop("hello.yaml", ROUTE.formatted("one"));
        soon().untilAsserted(() -> assertThat(hypha.get("/hello").body()).isEqualTo("one"));
        home.drop("hello.yaml", ROUTE.formatted("two"));
        soon().untilAsserted(() -> assertThat(hypha.get("/hello").body()).isEqualTo("two"));
        home.drop("hello.yaml", ROUTE.formatted("three") + "        - nonsense: {}\n");
        soon().until(() -> fileState("hello.yaml").equals("degraded"));
        assertThat(hypha.file("hello.yaml").at("/problems/0/line").asInt()).isPositive();
        assertThat(hypha.get("/hello").body()).isEqualTo("two");
        home.remove("hello.yaml");
        soon().until(() -> hypha.get("/hello").status() == 404);
    }

    @Test
    void shouldLearnConnectorWithoutRestart() {
        home.drop("greeting.kamelet.yaml", CONNECTOR.formatted("hello"));
        soon().until(() -> hypha.get("/api/v1/connectors/greeting").status() == 200);
        hypha.register("greeter", yaml("{type: greeting, words: world}")).expect(201);
        assertThat(greeting()).isEqualTo("hello world");
        home.drop("greeting.kamelet.yaml", CONNECTOR.formatted("bye"));
        soon().untilAsserted(() -> assertThat(greeting()).isEqualTo("bye world"));
        home.drop("greeting.kamelet.yaml", CONNECTOR.formatted("x").replace("- setBody", "- setBdy"));
        soon().until(() -> fileState("greeting.kamelet.yaml").equals("degraded"));
        assertThat(hypha.file("greeting.kamelet.yaml").at("/problems/0/line").asInt())
                .isEqualTo(16);
        home.drop(
                "greeting.kamelet.yaml",
                CONNECTOR.formatted("x").replace("- setBody", "- to: 'log:x?nosuch=1'\n        - setBody"));
        soon().until(() -> hypha.file("greeting.kamelet.yaml").toString().contains("nosuch"));
        home.drop(
                "greeting.kamelet.yaml",
                CONNECTOR
                        .formatted("x")
                        .replace("[words]", "[words, more]")
                        .replace("words: {", "more: {type: string}\n      words: {"));
        soon().until(() -> hypha.file("greeting.kamelet.yaml").toString().contains("'greeter' could not run"));
        hypha.change("greeter", "restart").expect(200);
        assertThat(greeting()).isEqualTo("bye world");
        home.remove("greeting.kamelet.yaml");
        soon().until(() -> hypha.file("greeting.kamelet.yaml").toString().contains("in_use"));
        assertThat(greeting()).isEqualTo("bye world");
        hypha.unregister("greeter").expect(204);
        soon().until(() -> hypha.get("/api/v1/connectors/greeting").status() == 404);
    }

    private static String greeting() {
        return hypha.execute("greeter", "{}").expect(200).json().path("result").asText();
    }

    @Test
    void shouldRunKameletsOfTheCatalogueUnchanged() throws IOException {
        for (String name :
                List.of("log-action", "delay-action", "set-body-action", "json-deserialize-action", "http-sink")) {
            home.drop("catalogue/" + name + ".kamelet.yaml", catalogue(name));
            soon().untilAsserted(() -> assertThat(fileState(name + ".kamelet.yaml"))
                    .as(hypha.file(name + ".kamelet.yaml").toString())
                    .isEqualTo("loaded"));
        }
        assertThat(resultOf("{type: log-action}").path("a").asInt()).isEqualTo(1);
        assertThat(resultOf("{type: delay-action, milliseconds: '10'}")
                        .path("a")
                        .asInt())
                .isEqualTo(1);
        assertThat(resultOf("{type: json-deserialize-action}").path("a").asInt())
                .isEqualTo(1);
        assertThat(resultOf("{type: set-body-action, value: by-kamelet}").asText())
                .isEqualTo("by-kamelet");
        WireMockServer backend =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        backend.start();
        backend.stubFor(post("/sink").willReturn(okJson("{\"stored\": true}")));
        JsonNode stored = resultOf("{type: http-sink, url: 'http://127.0.0.1:" + backend.port() + "/sink'}");
        backend.verify(postRequestedFor(urlEqualTo("/sink")).withRequestBody(equalToJson("{\"a\": 1}")));
        backend.stop();
        assertThat(stored.path("stored").asBoolean()).as(stored.toString()).isTrue();
    }

    private static JsonNode resultOf(String config) {
        hypha.register("kamelet", yaml(config)).expect(201);
        JsonNode result =
                hypha.execute("kamelet", "{\"a\": 1}").expect(200).json().path("result");
        hypha.unregister("kamelet").expect(204);
        return result;
    }

    @Test
    void shouldGiveEachIntegrationItsOwnBeansOfKamelet() {
        home.drop(
                "counter.kamelet.yaml",
                """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: counter
                  labels: {camel.apache.org/kamelet.type: action}
                spec:
                  definition: {title: Counter, type: object}
                  template:
                    beans:
                      - name: count
                        type: "#class:java.util.concurrent.atomic.AtomicLong"
                    from:
                      uri: kamelet:source
                      steps:
                        - bean: {ref: "{{count}}", method: incrementAndGet}
                """);
        soon().until(() -> fileState("counter.kamelet.yaml").equals("loaded"));
        for (String id : List.of("first", "second")) {
            hypha.register(id, yaml("{type: counter}")).expect(201);
            for (int i = 1; i <= 3; i++) {
                assertThat(hypha.execute(id, "{}")
                                .expect(200)
                                .json()
                                .path("result")
                                .asInt())
                        .isEqualTo(i);
            }
        }
        hypha.unregister("first").expect(204);
        hypha.unregister("second").expect(204);
    }

    private static String catalogue(String name) throws IOException {
        try (InputStream in = RoutesFolderIT.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
