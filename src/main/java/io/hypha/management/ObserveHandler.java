package io.hypha.management;

import io.hypha.monitor.Health;
import io.hypha.monitor.Info;
import io.hypha.monitor.Metrics;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What may be observed, each under its path. */
final class ObserveHandler {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Set<String> UNBLOCKED = Set.of("/observe/health/live", "/observe/info");

    private final Health health;
    private final Metrics metrics;
    private final Info info;
    private final Workers workers;
    private final Responder responder;

    ObserveHandler(Health health, Metrics metrics, Info info, Workers workers, Responder responder) {
        this.health = health;
        this.metrics = metrics;
        this.info = info;
        this.workers = workers;
        this.responder = responder;
    }

    void handle(HttpServerRequest request) {
        String requestId = RequestIds.of(request);
        try {
            find(request)
                    .thenAccept(found -> responder.answer(request, requestId, found))
                    .exceptionally(thrown -> fail(request, requestId, thrown));
        } catch (RuntimeException e) {
            fail(request, requestId, e);
        }
    }

    /** What blocks runs on workers; whether the runtime lives is told without them, as they may be waiting for the store. */
    private CompletableFuture<Answer> find(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        Supplier<Answer> answer =
                switch (path) {
                    case "/observe/health" -> () -> answer(health.all());
                    case "/observe/health/live" -> () -> answer(health.live());
                    case "/observe/health/ready" -> () -> answer(health.ready());
                    case "/observe/metrics" -> () -> metrics(request.headers().get(HttpHeaders.ACCEPT));
                    case "/observe/info" -> () -> new Answer(200, info.now(), Map.of());
                    default ->
                        throw new ProblemException(
                                ProblemType.NOT_FOUND,
                                "This port has /observe/health, /observe/health/live, /observe/health/ready,"
                                        + " /observe/metrics and /observe/info.");
                };
        Negotiation.checkReading(request);
        return UNBLOCKED.contains(path) ? CompletableFuture.completedFuture(answer.get()) : workers.run(answer);
    }

    private static Answer answer(Health.Report report) {
        return new Answer(report.up() ? 200 : 503, report.document(), Map.of());
    }

    private Answer metrics(String accept) {
        boolean open = accept != null && accept.contains("application/openmetrics-text");
        String type = open ? OPEN_METRICS : TEXT;
        return new Answer(200, new Answer.Text(type, metrics.scrape(type)), Map.of());
    }

    private Void fail(HttpServerRequest request, String requestId, Throwable thrown) {
        responder.problem(request, requestId, Problems.of(thrown, requestId));
        return null;
    }
}
