package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit tells of what comes through every door. */
class AuditIT {
    private static final String DATABASE = "integrations: {%s: {type: h2, timeout: %d, connection: {database: x}}}";

    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        home = TestHome.create();
        home.config(DATABASE.formatted("configured", 5));
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
    }

    /** Oldest first, as {@code actor door action outcome}. */
    private static List<String> events(String query) {
        JsonNode items = hypha.get("/api/v1/audit?" + query).expect(200).json().path("items");
        List<String> events = new ArrayList<>();
        items.forEach(event -> events.add(String.join(
                " ",
                event.path("actor").asText(),
                event.path("door").asText(),
                event.path("action").asText(),
                event.path("outcome").asText())));
        Collections.reverse(events);
        return events;
    }

    @Test
    void shouldTellOfConfig() {
        assertThat(events("integration=configured"))
                .containsExactly("config:config.yaml file integration.register success");
    }

    @Test
    void shouldTellOfDroppedFilesOnceEach() {
        home.drop("crm.yaml", DATABASE.formatted("dropped", 5));
        await().until(() -> hypha.file("crm.yaml").path("state").asText().equals("loaded"));
        home.drop("crm.yaml", DATABASE.formatted("dropped", 6));
        await().until(() -> hypha.status("dropped").path("revision").asInt() == 2);
        home.drop("crm.yaml", DATABASE.formatted("dropped", 6).replace("timeout", "timeot"));
        await().until(() -> hypha.file("crm.yaml").path("state").asText().equals("degraded"));
        home.remove("crm.yaml");
        await().until(() -> hypha.file("crm.yaml").isMissingNode());

        assertThat(events("integration=dropped&actor=file:crm.yaml"))
                .containsExactly(
                        "file:crm.yaml file integration.register success",
                        "file:crm.yaml file integration.put success",
                        "file:crm.yaml file integration.put invalid_definition",
                        "file:crm.yaml file integration.unregister success");
    }

    @Test
    void shouldSayWhoCallsIntegrationsThroughARoute() {
        hypha.register("behind", TestClient.yaml("{type: h2, connection: {database: x}}"))
                .expect(201);
        home.drop(
                "ask.yaml",
                """
                - route:
                    id: ask
                    from:
                      uri: platform-http:/ask
                      steps:
                        - setBody: {constant: '{"sql": "select 1"}'}
                        - to: {uri: "integration:behind", parameters: {action: query}}
                        - setBody: {simple: "seen ${headers}"}
                """);
        await().until(() -> hypha.file("ask.yaml").path("state").asText().equals("loaded"));
        Reply reply = hypha.send(hypha.request("GET", "/ask", null).header("X-Request-Id", "ask-1"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("admin").doesNotContainIgnoringCase("user=");
        await().untilAsserted(() -> assertThat(events("integration=behind&action=execution"))
                .containsExactly("admin route execution success"));
        await().untilAsserted(() -> assertThat(events("action=route.call")).contains("admin rest route.call success"));
        assertThat(hypha.get("/api/v1/audit?action=execution&integration=behind")
                        .body())
                .contains("\"ask-1\"")
                .contains("by_key=admin");
        home.remove("ask.yaml");
        await().until(() -> hypha.file("ask.yaml").isMissingNode());
        hypha.unregister("behind").expect(204);
    }

    @Test
    void shouldAnswerFailuresOfRoutesWithProblems() {
        hypha.register("failing", TestClient.yaml("{type: h2, connection: {database: x}}"))
                .expect(201);
        home.drop(
                "fail.yaml",
                """
                - route:
                    from:
                      uri: platform-http:/fail/integration
                      steps:
                        - setBody: {constant: '{}'}
                        - to: {uri: "integration:failing", parameters: {action: nosuch}}
                - route:
                    from:
                      uri: platform-http:/fail/exception
                      steps:
                        - throwException: {exceptionType: java.lang.IllegalStateException, message: an internal detail}
                """);
        await().until(() -> hypha.file("fail.yaml").path("state").asText().equals("loaded"));

        Reply failed = hypha.get("/fail/integration").expectProblem(404, "action_not_found");
        assertThat(failed.json().path("execution_id").asText()).isNotEmpty();
        assertThat(failed.json().path("outcome").asText()).isEqualTo("not_sent");
        Reply thrown = hypha.get("/fail/exception").expectProblem(500, "internal");
        assertThat(thrown.body()).doesNotContain("an internal detail");
        await().untilAsserted(() -> assertThat(events("action=route.call"))
                .contains("admin rest route.call action_not_found", "admin rest route.call internal"));
        home.remove("fail.yaml");
        await().until(() -> hypha.file("fail.yaml").isMissingNode());
        hypha.unregister("failing").expect(204);
    }

    @Test
    void shouldTellOfJavaAndOfRestOnceEach() {
        Map<String, ?> config = Map.of("type", "h2", "connection", Map.of("database", "x"));
        hypha.java().registerIntegration("mine", config).toCompletableFuture().join();
        hypha.java()
                .updateIntegration("mine", Map.of("config", Map.of("timeout", 5)))
                .toCompletableFuture()
                .join();
        hypha.java()
                .registerIntegration("mine", config)
                .handle((done, thrown) -> thrown)
                .toCompletableFuture()
                .join();
        hypha.unregister("mine").expect(204);

        assertThat(events("integration=mine"))
                .containsExactly(
                        "java java integration.register success",
                        "java java integration.update success",
                        "java java integration.register already_exists",
                        "admin rest integration.unregister success");
    }
}
