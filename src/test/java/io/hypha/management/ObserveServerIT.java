package io.hypha.management;

import static io.hypha.management.ApiServerIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hypha.monitor.Health;
import io.hypha.monitor.HealthCheck;
import io.hypha.monitor.HealthChecks;
import io.hypha.monitor.Info;
import io.hypha.monitor.Metrics;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveServerIT {
    private static final int WORKERS = 8;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean started = new AtomicBoolean(true);
    private final Metrics metrics = new Metrics(() -> 0);
    private final AtomicInteger waitingChecks = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private TestApi api;
    private ObserveServer server;
    private int port;

    @BeforeEach
    void start() {
        api = new TestApi(metrics);
        metrics.watch(api.integrations);
        Health health = new Health(
                Map.of("runtime", HealthChecks.that(() -> true, "")),
                Map.of("started", HealthChecks.that(started::get, "it is starting"), "gate", this::passGate),
                Map::of);
        Info info = new Info("1.2.3", "4.17.0", Instant.EPOCH, Clock.systemUTC(), () -> Map.of("integrations", 1));
        ListenOptions options = new ListenOptions("127.0.0.1", 0, Optional.empty(), 1);
        server = new ObserveServer(vertx, options, health, metrics, info, api.masking);
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        api.close();
        metrics.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldTellWhetherItIsReady() throws Exception {
        assertThat(get("/observe/health").statusCode()).isEqualTo(200);
        assertThat(get("/observe/health/ready").body()).contains("\"status\":\"UP\"");

        started.set(false);

        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/observe/health/ready").body())
                .contains("\"status\":\"DOWN\"")
                .contains("it is starting");
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellThatItLivesWhileAllWorkersWait() throws Exception {
        gate = new CountDownLatch(1);
        HttpRequest ready = request("/observe/health/ready").build();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 16)
                .mapToObj(n -> client.sendAsync(ready, HttpResponse.BodyHandlers.ofString()))
                .toList();
        await().untilAsserted(() -> assertThat(waitingChecks).hasValue(WORKERS));

        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/observe/info").statusCode()).isEqualTo(200);

        gate.countDown();
        assertThat(waiting).allSatisfy(one -> assertThat(one.get().statusCode()).isEqualTo(200));
    }

    private HealthCheck.Finding passGate() throws InterruptedException {
        waitingChecks.incrementAndGet();
        gate.await();
        return HealthCheck.Finding.up(Map.of());
    }

    @Test
    void shouldTellWhatRuns() throws Exception {
        assertThat(get("/observe/info").body())
                .contains("\"version\":\"1.2.3\"")
                .contains("\"started_at\":\"1970-01-01T00:00:00Z\"")
                .contains("\"java_version\"");
    }

    @Test
    void shouldMeasureExecutionsForAsLongAsTheIntegrationIs() throws Exception {
        api.register("crm");
        assertThat(get("/observe/metrics").body())
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"success\",source=\"live\"} 0.0")
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"unknown\",source=\"none\"} 0.0")
                .contains("hypha_integration_up{integration=\"crm\"} 1.0");
        api.call("POST", "/api/v1/integrations/crm/execute", "{\"action\":\"echo\"}");

        HttpResponse<String> response = get("/observe/metrics");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(response.body())
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"success\",source=\"live\"} 1.0")
                .contains("hypha_circuit_breaker_state{integration=\"crm\",state=\"closed\"} 1.0")
                .contains("hypha_circuit_breaker_state{integration=\"crm\",state=\"open\"} 0.0")
                .contains("hypha_integrations{state=\"running\"} 1.0");

        api.call("DELETE", "/api/v1/integrations/crm", null);
        assertThat(get("/observe/metrics").body()).doesNotContain("\"crm\"");
    }

    @Test
    void shouldSpeakOpenMetricsToWhoeverAsks() throws Exception {
        HttpResponse<String> response = client.send(
                request("/observe/metrics")
                        .header("Accept", "application/openmetrics-text; version=1.0.0")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void shouldAnswerOtherPathsAndMethodsWithProblems() throws Exception {
        assertProblem(get("/"), 404, "not_found");
        assertProblem(get("/observe/../api/v1"), 404, "not_found");
        HttpRequest post = request("/observe/health")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertProblem(client.send(post, HttpResponse.BodyHandlers.ofString()), 405, "method_not_allowed");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
