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
