package io.hypha;

import io.hypha.integration.Integrations;
import io.hypha.monitor.Health;
import io.hypha.monitor.HealthCheck;
import io.hypha.monitor.HealthChecks;
import io.hypha.monitor.Info;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the runtime tells of itself under {@code /observe}. */
final class Observing {
    /** Less than probes wait. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    private final Integrations integrations;
    private final Path data;
    private final Runnable storeQuery;
    private final Clock clock;
    private final Instant startedAt;
    private volatile boolean started;

    Observing(Integrations integrations, Path data, Runnable storeQuery, Clock clock, Instant startedAt) {
        this.integrations = integrations;
        this.data = data;
        this.storeQuery = storeQuery;
        this.clock = clock;
        this.startedAt = startedAt;
    }

    void started() {
        started = true;
    }

    Health health() {
        Map<String, HealthCheck> ready = new LinkedHashMap<>();
        ready.put("started", HealthChecks.that(() -> started, "the runtime is starting"));
        ready.put("store", within("store", HealthChecks.answers(storeQuery, "the store does not answer")));
        ready.put("data", within("data", HealthChecks.writable(data)));
        return new Health(Map.of("runtime", HealthChecks.that(() -> true, "")), ready, this::states);
    }

    private static HealthCheck within(String name, HealthCheck check) {
        return HealthChecks.within(LONGEST_CHECK, name, check);
    }

    Info info() {
        return new Info(Version.HYPHA, Version.CAMEL, startedAt, clock, () -> Map.of("integrations", states()));
    }

    /** How many integrations are in which state. */
    private Map<String, Integer> states() {
        Map<String, Integer> counts = new TreeMap<>();
        integrations.statuses().forEach(status -> counts.merge(status.state().label(), 1, Integer::sum));
        return counts;
    }
}
