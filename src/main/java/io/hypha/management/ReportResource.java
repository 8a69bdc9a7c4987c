package io.hypha.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hypha.integration.IntegrationStatus;
import io.hypha.integration.Integrations;
import io.hypha.integration.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One line an integration: is it up, is it well, how much is it called, how quick is it, what went wrong last. */
final class ReportResource {
    private final Integrations integrations;
    private final Clock clock;

    ReportResource(Integrations integrations, Clock clock) {
        this.integrations = integrations;
        this.clock = clock;
    }

    /** Null where there were no calls. Success rate of the backend in percent, times in milliseconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String id,
            String connector,
            State state,
            String health,
            long executionCount,
            long errorCount,
            long fallbackCount,
            Double successRate,
            Double averageResponseTime,
            Double p95Ms,
            String circuitBreaker,
            Instant lastExecution,
            String lastError) {}

    /** @param states how many integrations there are in each state */
    record Report(Instant at, int total, Map<String, Long> states, List<Line> integrations) {}

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(Endpoint.REPORT, this::report);
    }

    private CompletionStage<Answer> report(Call call) {
        List<Line> lines = integrations.statuses().stream()
                .filter(status -> call.sees(status.id()))
                .map(ReportResource::line)
                .toList();
        Map<String, Long> states = lines.stream()
                .map(line -> line.state().label())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return Answer.now(new Report(clock.instant(), lines.size(), states, lines));
    }

    private static Line line(IntegrationStatus status) {
        return new Line(
                status.id(),
                status.connector(),
                status.state(),
                status.health(),
                status.executionCount(),
                status.errorCount(),
                status.fallbackCount(),
                successRate(status),
                status.averageResponseTime(),
                status.p95Ms(),
                status.circuitBreaker(),
                status.lastExecution(),
                status.problem() != null
                        ? status.problem()
                        : status.lastError() == null ? null : status.lastError().message());
    }

    /** What the fallback had to answer was no success of the backend's. */
    private static Double successRate(IntegrationStatus status) {
        long count = status.executionCount();
        long live = status.successCount() - status.fallbackCount();
        return count == 0 ? null : Math.round(1000.0 * live / count) / 10.0;
    }
}
