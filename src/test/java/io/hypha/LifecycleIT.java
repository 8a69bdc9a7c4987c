package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Integrations come, change and go while they are called; nothing is lost, and nothing is left behind. */
class LifecycleIT {
    private static final String READ = "{\"action\": \"GET /thing\"}";
    private static final int CALLERS = 32;
    private static final int CYCLES = 1_000;

    /** Its definitions may name a bean that is not there, which is found out only when the route is built. */
    private static final String FRAGILE =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: fragile
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Fragile
                required: [bean]
                properties:
                  bean: {title: Bean, type: string}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: "log:fragile?exchangeFormatter=#{{bean}}"
            """;

    private static WireMockServer backend;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        backend = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .disableRequestJournal());
        backend.start();
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        backend.stubFor(any(urlPathEqualTo("/slow")).willReturn(okJson("{}").withFixedDelay(1000)));
        home = TestHome.create().drop("fragile.kamelet.yaml", FRAGILE);
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
        backend.stop();
    }

    @AfterEach
    void reset() {
        for (JsonNode item : hypha.get(INTEGRATIONS).expect(200).json().path("items")) {
            hypha.unregister(item.path("id").asText()).expect(204);
        }
    }

    private static ObjectNode rest(int timeout) {
        return yaml("{type: rest, endpoint: 'http://127.0.0.1:" + backend.port() + "', timeout: " + timeout + "}");
    }

    @Test
    void shouldStartStopPauseResumeAndRestart() {
        hypha.register("life", rest(5)).expect(201);
        hypha.execute("life", READ).expect(200);
        assertAfter("pause", "paused", "integration_paused");
        assertAfter("resume", "running", null);
        assertAfter("stop", "stopped", "integration_stopped");
        assertAfter("pause", "paused", "integration_paused");
        assertAfter("start", "running", null);
        assertAfter("stop", "stopped", "integration_stopped");
        hypha.put("life", rest(6)).expect(200);
        assertThat(hypha.state("life")).isEqualTo("stopped");
        assertAfter("restart", "running", null);
        assertAfter("restart", "running", null);
        hypha.change("life", "explode").expectProblem(404, "not_found");
        hypha.change("lif", "start").expectProblem(404, "integration_not_found");
    }

    private static void assertAfter(String action, String state, String refusal) {
        assertThat(hypha.change("life", action).expect(200).json().path("state").asText())
                .isEqualTo(state);
        JsonNode status = hypha.status("life");
        assertThat(status.path("state").asText()).isEqualTo(state);
        assertThat(status.path("desired_state").asText()).isEqualTo(state);
        assertThat(status.path("is_active").asBoolean()).isEqualTo(state.equals("running"));
        Reply reply = hypha.execute("life", READ);
        if (refusal == null) {
            reply.expect(200);
        } else {
            reply.expectProblem(409, refusal);
        }
    }

    @Test
    void shouldLoseNoCallWhileDefinitionsAreReplaced() {
        hypha.register("busy", rest(5)).expect(201);
        Set<String> before = mbeans();
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Map<Integer, Integer>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(CompletableFuture.supplyAsync(() -> statuses(done), TestThreads.PER_TASK));
        }
        for (int i = 0; i < 20; i++) {
            hypha.put("busy", rest(6 + i)).expect(200);
        }
        done.set(true);
        Map<Integer, Integer> statuses = callers.stream()
                .flatMap(caller -> caller.join().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
        assertThat(statuses).containsOnlyKeys(200);
        JsonNode status = hypha.status("busy");
        assertThat(status.path("revision").asInt()).isEqualTo(21);
        assertThat(status.path("error_count").asInt()).isZero();
        assertThat(status.path("success_count").asInt()).isEqualTo(statuses.get(200));
        await().untilAsserted(() -> assertThat(mbeans()).hasSameSizeAs(before));
    }

    private static Map<Integer, Integer> statuses(AtomicBoolean done) {
        Map<Integer, Integer> statuses = new HashMap<>();
        while (!done.get()) {
            statuses.merge(hypha.execute("busy", READ).status(), 1, Integer::sum);
        }
        return statuses;
    }

    @Test
    void shouldLetCallsInFlightEnd() {
        hypha.register("slow", rest(30)).expect(201);
        for (String way : List.of("replace", "restart", "unregister")) {
            CompletableFuture<Reply> call = hypha.executeAsync("slow", "{\"action\": \"GET /slow\"}");
            await().until(() -> hypha.status("slow").path("in_flight").asInt() == 1);
            switch (way) {
                case "replace" -> hypha.put("slow", rest(29)).expect(200);
                case "restart" -> hypha.change("slow", "restart").expect(200);
                default -> hypha.unregister("slow").expect(204);
            }
            call.join().expect(200);
        }
    }

    @Test
    void shouldLeaveNothingOfWhatFailed() {
        hypha.register("good", rest(5)).expect(201);
        hypha.execute("good", READ).expect(200);
        Set<String> mbeans = mbeans();
        Set<String> meters = meters();
        Instances before = Instances.count();
        ObjectNode fragile = yaml("{type: fragile, bean: none}");
        for (int i = 0; i < 100; i++) {
            hypha.register("bad", fragile).expectProblem(422, "not_deployable");
            hypha.put("good", fragile).expectProblem(422, "not_deployable");
            hypha.put("good", yaml("{type: rest}")).expectProblem(422, "invalid_definition");
        }
        assertThat(mbeans()).isEqualTo(mbeans);
        assertThat(meters()).isEqualTo(meters);
        assertThat(ours(Instances.count().grownSince(before, 50))).isEmpty();
        assertThat(hypha.status("good").path("revision").asInt()).isEqualTo(1);
        hypha.execute("good", READ).expect(200);
        hypha.get(INTEGRATIONS + "/bad").expectProblem(404, "integration_not_found");
    }

    @Test
    void shouldLeakNothingInThousandCycles() {
        cycles(0, 50);
        Set<String> mbeans = mbeans();
        Set<String> meters = meters();
        int threads = Thread.activeCount();
        Instances before = Instances.count();
        cycles(50, CYCLES);
        Instances after = Instances.count();
        assertThat(ours(after.grownSince(before, CYCLES / 4))).isEmpty();
        assertThat(after.octets() - before.octets()).isLessThan(32L * 1024 * 1024);
        assertThat(mbeans()).isEqualTo(mbeans);
        assertThat(meters()).isEqualTo(meters);
        assertThat(Thread.activeCount()).isLessThan(threads + 50);
    }

    private static void cycles(int from, int to) {
        IntStream.range(from, to).parallel().forEach(i -> {
            Map<String, ?> config = Map.of(
                    "type",
                    "rest",
                    "endpoint",
                    "http://127.0.0.1:" + backend.port(),
                    "auth",
                    Map.of("type", "bearer", "credentials", Map.of("token", "token-of-cycle-" + i)));
            var manager = hypha.java();
            manager.registerIntegration("cycle-" + i, config)
                    .thenCompose(done -> manager.executeIntegration("cycle-" + i, Map.of("action", "GET /thing")))
                    .thenCompose(done -> manager.unregisterIntegration("cycle-" + i))
                    .toCompletableFuture()
                    .join();
        });
    }

    /** Threads that served a database remember its connections. */
    @Test
    void shouldLeaveNothingOfDatabases() {
        databaseCycles(10);
        Instances before = Instances.count();
        databaseCycles(60);
        assertThat(ours(Instances.count().grownSince(before, 20))).isEmpty();
    }

    private static void databaseCycles(int count) {
        var manager = hypha.java();
        for (int i = 0; i < count; i++) {
            manager.registerIntegration("pooled", Map.of("type", "h2", "connection", Map.of("database", "pooled")))
                    .thenCompose(done -> manager.executeIntegration(
                            "pooled", Map.of("action", "query", "params", Map.of("sql", "select 1"))))
                    .thenCompose(done -> manager.unregisterIntegration("pooled"))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** What the runtime and the libraries under it hold for each integration. */
    private static Map<String, Long> ours(Map<String, Long> grown) {
        Pattern held = Pattern.compile("(io\\.hypha|org\\.apache\\.camel|io\\.github\\.resilience4j|io\\.micrometer"
                + "|io\\.prometheus|javax\\.management|com\\.zaxxer)\\..*");
        // Written soon, and entries of Camel's caches, which have a limit.
        Pattern passing =
                Pattern.compile("io\\.hypha\\.audit\\..*|.*PropertiesResolvedValue|.*SimpleLRUCache\\$ValueHolder");
        grown.keySet()
                .removeIf(name ->
                        !held.matcher(name).matches() || passing.matcher(name).matches());
        return grown;
    }

    @Test
    void shouldLetExactlyOneOfTwoWritersWin() {
        hypha.register("raced", rest(5)).expect(201);
        List<Integer> statuses = race(
                        2,
                        i -> hypha.send(hypha.request(
                                        "PUT",
                                        INTEGRATIONS + "/raced",
                                        TestClient.document(null, rest(10 + i)).toString())
                                .header("If-Match", "\"1\"")))
                .stream()
                .map(Reply::status)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(200, 409);
        assertThat(hypha.status("raced").path("revision").asInt()).isEqualTo(2);
        Reply stale = hypha.send(
                hypha.request("DELETE", INTEGRATIONS + "/raced", null).header("If-Match", "\"1\""));
        stale.expectProblem(409, "wrong_revision");
    }

    @Test
    void shouldLetExactlyOneRegistrationOfAnIdWin() {
        List<Reply> replies = race(8, i -> hypha.register("same", rest(5 + i)));
        assertThat(replies.stream().map(Reply::status)).containsOnlyOnce(201);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.expectProblem(409, "already_exists"));
        hypha.execute("same", READ).expect(200);
    }

    private static List<Reply> race(int writers, IntFunction<Reply> write) {
        List<CompletableFuture<Reply>> all = IntStream.range(0, writers)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> write.apply(i), TestThreads.PER_TASK))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static Set<String> mbeans() {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("org.apache.camel:*"), null)
                    .stream()
                    .map(ObjectName::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Names and labels, without what depends on what else happened. */
    private static Set<String> meters() {
        return hypha.metrics()
                .lines()
                .filter(line -> line.startsWith("hypha_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldRestoreAtStartThoughFilesWereWrittenJustBefore() {
        hypha.register("restored", rest(5)).expect(201);
        hypha.close();
        home.drop("fragile.kamelet.yaml", FRAGILE);
        hypha = home.start();
        assertThat(hypha.state("restored")).isEqualTo("running");
        assertThat(hypha.file("fragile.kamelet.yaml").path("state").asText()).isEqualTo("loaded");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> hypha.execute("restored", READ).expect(200));
    }
}
