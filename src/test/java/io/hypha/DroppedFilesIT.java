package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that come, change and go while the whole runtime runs. */
class DroppedFilesIT {
    private static final String CALL = "{\"action\": \"GET /people/7\"}";
    private static final String ROUTE =
            """
            - route:
                id: people
                from:
                  uri: platform-http:/people
                  steps:
                    - setBody: {constant: '{}'}
                    - to:
                        uri: integration:crm
                        parameters: {action: GET /people/7}
                    - setBody: {simple: 'hello ${body[name]}'}
            """;

    private static WireMockServer backend;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        backend =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        backend.start();
        backend.stubFor(get(urlPathEqualTo("/people/7")).willReturn(okJson("{\"name\": \"Ada\"}")));
        home = TestHome.create();
        home.drop("start.yaml", integrations("at_start"));
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
        backend.stop();
    }

    @AfterEach
    void removeFiles() {
        for (String name : List.of("crm.yaml", "moved.yaml", "people.yaml", "other.yaml", "broken.yaml")) {
            home.remove(name);
        }
        await().untilAsserted(() -> assertThat(
                        hypha.get("/api/v1/routes").json().path("items"))
                .noneMatch(file -> file.path("path").asText().matches("(crm|moved|people|other|broken)\\.yaml")));
    }

    @Test
    void shouldRunWhatWasThereAtStart() {
        hypha.execute("at_start", CALL).expect(200);
        assertThat(hypha.file("start.yaml").path("state").asText()).isEqualTo("loaded");
        assertThat(hypha.file("rest.kamelet.yaml").path("kind").asText()).isEqualTo("connector");
    }

    @Test
    void shouldServeDroppedRouteThatCallsDroppedIntegration() {
        home.drop("people.yaml", ROUTE);
        home.drop("crm.yaml", integrations("crm"));

        await().untilAsserted(() -> assertThat(hypha.get("/people").body()).isEqualTo("hello Ada"));

        home.drop("people.yaml", ROUTE.replace("hello", "bye"));
        await().untilAsserted(() -> assertThat(hypha.get("/people").body()).isEqualTo("bye Ada"));

        home.remove("people.yaml");
        await().untilAsserted(() -> assertThat(hypha.get("/people").status()).isEqualTo(404));
        hypha.execute("crm", CALL).expect(200);

        home.remove("crm.yaml");
        await().untilAsserted(
                        () -> assertThat(hypha.execute("crm", CALL).status()).isEqualTo(404));
    }

    @Test
    void shouldKeepGoodVersionAndNameTheLine() {
        home.drop("people.yaml", ROUTE);
        home.drop("crm.yaml", integrations("crm"));
        await().untilAsserted(() -> assertThat(hypha.get("/people").body()).isEqualTo("hello Ada"));

        home.drop("people.yaml", ROUTE.replace("integration:crm", "nosuch:crm"));
        home.drop("crm.yaml", integrations("crm").replace("endpoint", "endpiont"));

        await().untilAsserted(() ->
                assertThat(problem("people.yaml").path("line").asInt()).isEqualTo(8));
        assertThat(problem("people.yaml").path("message").asText()).contains("nosuch");
        await().untilAsserted(() -> assertThat(hypha.file("crm.yaml").path("problems"))
                .anyMatch(problem -> problem.path("line").asInt() == 4));
        assertThat(hypha.file("people.yaml").path("state").asText()).isEqualTo("degraded");
        assertThat(hypha.get("/people").body()).isEqualTo("hello Ada");
        hypha.execute("crm", CALL).expect(200);
    }

    @Test
    void shouldLetNoFileDisturbAnother() {
        home.drop("people.yaml", ROUTE);
        home.drop("crm.yaml", integrations("crm"));
        await().untilAsserted(() -> assertThat(hypha.get("/people").body()).isEqualTo("hello Ada"));

        for (String text : List.of(
                ROUTE,
                ROUTE.replace("id: people", "id: crm"),
                ROUTE.replace("id: people", "id: thief"),
                integrations("crm"),
                integrations("at_start"),
                "- from: {uri: 'timer:x?repeatCount=1', steps: [to: 'controlbus:route?routeId=people&action=stop']}",
                "- restConfiguration: {component: nothing}",
                "- beans: [{name: integration, type: java.util.ArrayList}]\n- from: {uri: 'direct:x', steps: [log: x]}",
                "- interceptSendToEndpoint: {uri: '*', skipSendToOriginalEndpoint: 'true', steps: [log: x]}",
                "no yaml: [")) {
            home.drop("broken.yaml", "# " + text.hashCode() + "\n" + text);
            int line = 2;
            await().untilAsserted(() -> assertThat(
                            hypha.file("broken.yaml").path("state").asText())
                    .as(text)
                    .isEqualTo("rejected"));
            assertThat(problem("broken.yaml").path("line").asInt()).isGreaterThanOrEqualTo(line);
            assertThat(hypha.get("/people").body()).isEqualTo("hello Ada");
            hypha.execute("crm", CALL).expect(200);
            hypha.execute("at_start", CALL).expect(200);
            home.remove("broken.yaml");
            await().until(() -> hypha.file("broken.yaml").isMissingNode());
        }
    }

    @Test
    void shouldKeepRunningWhileFileMoves() {
        home.drop("crm.yaml", integrations("crm"));
        await().untilAsserted(() -> hypha.execute("crm", CALL).expect(200));

        home.drop("moved.yaml", integrations("crm"));
        home.remove("crm.yaml");

        await().untilAsserted(() -> {
            hypha.execute("crm", CALL).expect(200);
            assertThat(hypha.file("moved.yaml").path("state").asText()).isEqualTo("loaded");
        });
        assertThat(hypha.status("crm").path("owner").asText()).isEqualTo("file:moved.yaml");
    }

    private static JsonNode problem(String name) {
        return hypha.file(name).path("problems").path(0);
    }

    private static String integrations(String id) {
        return "integrations:\n  " + id + ":\n    type: api\n    endpoint: http://127.0.0.1:" + backend.port() + "\n";
    }
}
