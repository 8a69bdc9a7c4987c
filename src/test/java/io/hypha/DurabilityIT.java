package io.hypha;

import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What was acknowledged is kept, and what is broken keeps nothing else from running. */
class DurabilityIT {
    private static final String CONNECTOR =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: fixed
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Fixed
                properties:
                  answer: {title: Answer, type: string, default: "yes"}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody: {constant: "{{answer}}"}
            """;

    private final TestHome home = TestHome.create();

    @AfterEach
    void remove() {
        home.close();
    }

    private static String config(int timeout) {
        return "{type: rest, endpoint: 'http://127.0.0.1:9', timeout: " + timeout + "}";
    }

    @RepeatedTest(2)
    void shouldKeepWhatWasAcknowledgedBeforeTheProcessWasKilled() throws InterruptedException {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        try (ForkedRuntime hypha = ForkedRuntime.start(home)) {
            Thread writer = new Thread(() -> write(hypha, acknowledged), "it-writer");
            writer.start();
            int enough = ThreadLocalRandom.current().nextInt(5, 40);
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= enough);
            hypha.kill();
            writer.join();
        }
        try (TestRuntime hypha = home.start()) {
            int unsure = 0;
            for (Map.Entry<String, String> each : acknowledged.entrySet()) {
                JsonNode status = hypha.status(each.getKey());
                String kept = status.path("desired_state").asText() + "@"
                        + status.path("revision").asInt();
                unsure += kept.equals(each.getValue()) ? 0 : 1;
                assertThat(status.path("state").asText())
                        .isEqualTo(status.path("desired_state").asText());
            }
            assertThat(unsure)
                    .as("the last change may have been stored without having been said")
                    .isLessThan(2);
        }
    }

    private static void write(TestClient hypha, Map<String, String> acknowledged) {
        try {
            for (int i = 0; i < 10_000; i++) {
                String id = "kept-" + i;
                note(hypha.register(id, yaml(config(5))), acknowledged);
                switch (i % 4) {
                    case 0 -> note(hypha.change(id, "stop"), acknowledged);
                    case 1 -> note(hypha.change(id, "pause"), acknowledged);
                    case 2 -> note(hypha.put(id, yaml(config(6))), acknowledged);
                    default -> note(hypha.change(id, "restart"), acknowledged);
                }
            }
        } catch (UncheckedIOException e) {
            // It was killed: what was on its way was not acknowledged.
            return;
        }
    }

    private static void note(Reply reply, Map<String, String> acknowledged) {
        JsonNode integration = reply.json();
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        acknowledged.put(
                integration.path("id").asText(),
                integration.path("desired_state").asText() + "@"
                        + integration.path("revision").asInt());
    }

    @Test
    void shouldStartThoughAnIntegrationCannot() {
        home.drop("fixed.kamelet.yaml", CONNECTOR);
        try (TestRuntime hypha = home.start()) {
            hypha.register("orphan", yaml("{type: fixed}")).expect(201);
            hypha.register("fine", yaml(config(5))).expect(201);
            assertThat(hypha.execute("orphan", "{}")
                            .expect(200)
                            .json()
                            .path("result")
                            .asText())
                    .isEqualTo("yes");
        }
        home.remove("fixed.kamelet.yaml");
        try (TestRuntime hypha = home.start()) {
            assertThat(hypha.state("fine")).isEqualTo("running");
            JsonNode orphan = hypha.status("orphan");
            assertThat(orphan.path("state").asText()).isEqualTo("failed");
            assertThat(orphan.path("health").asText()).isEqualTo("unhealthy");
            assertThat(orphan.path("problem").asText()).contains("fixed");
            hypha.execute("orphan", "{}").expectProblem(503, "integration_failed");
            assertThat(hypha.observe("/observe/health").status()).isEqualTo(200);
            home.drop("fixed.kamelet.yaml", CONNECTOR);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hypha.state("orphan").equals("running"));
            hypha.execute("orphan", "{}").expect(200);
        }
    }

    @Test
    void shouldKeepDesiredStatesAndKeysOverRestarts() {
        String key;
        try (TestRuntime hypha = home.start()) {
            hypha.register("one", yaml(config(5))).expect(201);
            hypha.change("one", "stop").expect(200);
            key = hypha.call("POST", "/api/v1/keys", yaml("{name: reader, role: viewer}"))
                    .expect(201)
                    .json()
                    .path("key")
                    .asText();
        }
        try (TestRuntime hypha = home.start()) {
            assertThat(hypha.state("one")).isEqualTo("stopped");
            Reply reply = hypha.send(hypha.anonymous("GET", INTEGRATIONS, null).header("X-API-Key", key));
            assertThat(reply.expect(200).json().path("items")).hasSize(1);
            assertThat(hypha.get("/api/v1/audit?action=integration.stop")
                            .expect(200)
                            .json()
                            .path("items"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldNotStartTwiceOnOneDataFolder() throws InterruptedException {
        try (TestRuntime hypha = home.start()) {
            assertThat(ForkedRuntime.refusal(home))
                    .contains("error: ")
                    .containsIgnoringCase("in use")
                    .contains("data")
                    .doesNotContain("\tat ");
            assertThat(hypha.get("/api/v1").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayThatDataFolderIsFile() throws IOException {
        Files.createFile(home.data);
        assertThatThrownBy(home::start)
                .hasMessageContaining(home.data.toString())
                .hasMessageContaining("is a file");
    }

    @Test
    void shouldSayThatDataFolderCannotBeWritten() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "permissions do not apply to root");
        Files.createDirectories(
                home.data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertThatThrownBy(home::start).hasMessageContaining("cannot be written");
    }
}
