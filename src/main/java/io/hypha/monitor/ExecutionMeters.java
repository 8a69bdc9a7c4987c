package io.hypha.monitor;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The meters of one integration, each looked up once. */
final class ExecutionMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };
    private static final String INTEGRATION = "integration";

    private final MeterRegistry registry;
    private final String integration;
    private final Counter attempts;
    private final Timer duration;
    private final Map<Ending, Counter> endings = new ConcurrentHashMap<>();
    private final Map<FailureCode, Counter> failures = new ConcurrentHashMap<>();

    /** How a call ended and, if well, where its result came from. */
    private record Ending(String outcome, String source) {
        static Ending failed(Outcome outcome) {
            return new Ending(outcome.label(), "none");
        }
    }

    ExecutionMeters(MeterRegistry registry, String integration) {
        this.registry = registry;
        this.integration = integration;
        this.attempts = Counter.builder("hypha.attempts")
                .description("Attempts at backends, with retries")
                .tag(INTEGRATION, integration)
                .register(registry);
        this.duration = Timer.builder("hypha.execution.duration")
                .description("Duration of executions that reached for the backend, with retries and waiting")
                .tag(INTEGRATION, integration)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Stream.concat(
                        Stream.of(new Ending("success", Source.LIVE.label())),
                        Arrays.stream(Outcome.values()).map(Ending::failed))
                .forEach(ending -> endings.put(ending, register(ending)));
    }

    void record(ExecutionResult result, ExecutionFailure failure, int tries, Duration took) {
        Ending ending = result == null
                ? Ending.failed(failure.outcome())
                : new Ending("success", result.source().label());
        endings.computeIfAbsent(ending, this::register).increment();
        if (failure != null) {
            failures.computeIfAbsent(failure.code(), this::register).increment();
        }
        if (tries > 0) {
            attempts.increment(tries);
            duration.record(took);
        }
    }

    private Counter register(Ending ending) {
        return Counter.builder("hypha.executions")
                .description("Executions by how they ended")
                .tag(INTEGRATION, integration)
                .tag("outcome", ending.outcome())
                .tag("source", ending.source())
                .register(registry);
    }

    private Counter register(FailureCode code) {
        return Counter.builder("hypha.execution.failures")
                .description("Executions that failed, or that a fallback answered, by why")
                .tag(INTEGRATION, integration)
                .tag("code", code.label())
                .register(registry);
    }

    void remove() {
        registry.remove(attempts);
        registry.remove(duration);
        endings.values().forEach(registry::remove);
        failures.values().forEach(registry::remove);
    }
}
