package io.hypha;

import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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
        AtomicReference<String> inFlight = new AtomicReference<>();
        try (ForkedRuntime hypha = ForkedRuntime.start(home)) {
            Thread writer = new Thread(() -> write(hypha, acknowledged, inFlight), "it-writer");
            writer.start();
            int enough = ThreadLocalRandom.current().nextInt(5, 40);
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= enough);
            hypha.kill();
            writer.join();
        }
        try (TestRuntime hypha = home.start()) {
            List<String> others = new ArrayList<>();
            for (Map.Entry<String, String> each : acknowledged.entrySet()) {
                JsonNode status = hypha.status(each.getKey());
                String kept = status.path("desired_state").asText() + "@"
                        + status.path("revision").asInt();
                if (!kept.equals(each.getValue())) {
                    others.add(each.getKey());
                }
                assertThat(status.path("state").asText())
                        .isEqualTo(status.path("desired_state").asText());
            }
            assertThat(others)
                    .as("only the change in flight may have been stored without having been said")
                    .isSubsetOf(inFlight.get());
        }
    }

    private static void write(TestClient hypha, Map<String, String> acknowledged, AtomicReference<String> inFlight) {
        try {
            for (int i = 0; i < 10_000; i++) {
                String id = "kept-" + i;
                inFlight.set(id);
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
            assertThatThrownBy(home::start).hasMessageContaining("in use");
            assertThat(hypha.get("/api/v1").status()).isEqualTo(200);
            hypha.register("kept", yaml(config(5))).expect(201);
        }
        try (TestRuntime hypha = home.start()) {
            assertThat(hypha.state("kept")).isEqualTo("running");
        }
    }

    /** Whichever comes first: its keys are those that the registry is written with. */
    @Test
    void shouldKeepWhatTheFirstOfTwoAcknowledgedOnAFreshDataFolder() {
        List<CompletableFuture<TestRuntime>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(home::start, TestThreads.PER_TASK))
                .limit(2)
                .toList();
        List<TestRuntime> started = both.stream()
                .map(start -> start.exceptionally(refused -> null).join())
                .filter(Objects::nonNull)
                .toList();
        started.forEach(hypha -> hypha.register("kept", yaml(config(5))).expect(201));
        started.forEach(TestRuntime::close);
        assertThat(started).hasSize(1);
        try (TestRuntime hypha = home.start()) {
            assertThat(hypha.state("kept")).isEqualTo("running");
        }
    }

    @Test
    void shouldRefuseToStartWithoutTheKeysOfWhatIsStored() throws IOException {
        Path keys = home.data.resolve("keys.json");
        try (TestRuntime hypha = home.start()) {
            hypha.register("kept", yaml(config(5))).expect(201);
        }
        Path backup = Files.move(keys, home.folder.resolve("keys.backup"));
        assertThatThrownBy(home::start).hasMessageContaining("put " + keys + " back");
        assertThat(keys).doesNotExist();
        Files.move(backup, keys);
        try (TestRuntime hypha = home.start()) {
            assertThat(hypha.state("kept")).isEqualTo("running");
        }
    }

    @Test
    void shouldNotTakeAFileForChangedBecauseItHasADecimal() {
        home.drop(
                "precise.yaml",
                "integrations: {precise: {type: rest, endpoint: 'http://127.0.0.1:9', resilience: {retry: {multiplier: 1.50}}}}");
        for (int start = 1; start <= 3; start++) {
            try (TestRuntime hypha = home.start()) {
                assertThat(hypha.status("precise").path("revision").asInt())
                        .as("start %d", start)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void shouldSayThatDataFolderIsFile() throws IOException {
        Files.createFile(home.data);
        assertThatThrownBy(home::start)
                .hasMessageContaining(home.data.toString())
                .hasMessageContaining("is a file");
    }

    /** Nobody may write there, not even root. */
    @Test
    void shouldSayThatDataFolderCannotBeWritten() {
        home.option("hypha.data", "/proc/hypha");
        assertThatThrownBy(home::start).hasMessageContaining("cannot be written");
    }
}
