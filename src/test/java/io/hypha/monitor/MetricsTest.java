package io.hypha.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Metrics metrics = new Metrics(() -> 7);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountExecutionsByOutcomeAndSource() {
        succeed("crm", Source.LIVE);
        succeed("crm", Source.FALLBACK);
        fail("crm");

        assertThat(metrics.scrape(TEXT))
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"success\",source=\"live\"} 1.0")
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"success\",source=\"fallback\"} 1.0")
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"unknown\",source=\"none\"} 1.0")
                .contains("hypha_execution_failures_total{code=\"timed_out\",integration=\"crm\"} 1.0")
                .contains("hypha_attempts_total{integration=\"crm\"} 6.0");
    }

    @Test
    void shouldSortDurationsIntoFixedBuckets() {
        succeed("crm", Source.LIVE);

        assertThat(metrics.scrape(TEXT))
                .contains("hypha_execution_duration_seconds_bucket{integration=\"crm\",le=\"0.025\"} 0")
                .contains("hypha_execution_duration_seconds_bucket{integration=\"crm\",le=\"0.05\"} 1")
                .contains("hypha_execution_duration_seconds_count{integration=\"crm\"} 1");
    }

    @Test
    void shouldCountWhatFallbacksCover() {
        metrics.executed(request("crm"), "a", result("crm", Source.FALLBACK), late(), 1, Duration.ofMillis(40));

        assertThat(metrics.scrape(TEXT))
                .contains("hypha_executions_total{integration=\"crm\",outcome=\"success\",source=\"fallback\"} 1.0")
                .contains("hypha_execution_failures_total{code=\"timed_out\",integration=\"crm\"} 1.0");
    }

    @Test
    void shouldNotMeasureHowLongRefusalsTake() {
        metrics.executed(request("crm"), "a", null, late(), 0, Duration.ofMillis(1));

        assertThat(metrics.scrape(TEXT)).contains("hypha_execution_duration_seconds_count{integration=\"crm\"} 0");
    }

    @Test
    void shouldTellOfTheAuditAndTheJvm() {
        assertThat(metrics.scrape(TEXT))
                .contains("hypha_audit_dropped_total 7.0")
                .contains("jvm_memory_used_bytes")
                .contains("jvm_threads_live_threads")
                .contains("process_uptime_seconds")
                .contains("process_cpu_usage");
    }

    @Test
    void shouldSpeakOpenMetrics() {
        assertThat(metrics.scrape("application/openmetrics-text; version=1.0.0; charset=utf-8"))
                .endsWith("# EOF\n");
    }

    @Test
    void shouldKeepNothingOfWhatIsForgotten() {
        long before = ours();

        for (int i = 0; i < 1_000; i++) {
            succeed("i" + i, Source.LIVE);
            fail("i" + i);
            metrics.unregistered("i" + i);
        }

        assertThat(ours()).isEqualTo(before);
        assertThat(metrics.scrape(TEXT)).doesNotContain("integration=\"i");
    }

    /** Those of garbage collection come and go. */
    private long ours() {
        return metrics.registry().getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("hypha."))
                .count();
    }

    private void succeed(String id, Source source) {
        metrics.executed(request(id), "a", result(id, source), null, 2, Duration.ofMillis(40));
    }

    private static ExecutionResult result(String id, Source source) {
        return new ExecutionResult(
                "e", id, "a", "success", JsonNodeFactory.instance.nullNode(), 2, 40, source, Map.of());
    }

    private void fail(String id) {
        metrics.executed(request(id), "a", null, late(), 2, Duration.ofMillis(40));
    }

    private static ExecutionFailure late() {
        return ExecutionFailure.failure(FailureCode.TIMED_OUT, Outcome.UNKNOWN, "late")
                .build();
    }

    private static ExecutionRequest request(String id) {
        return new ExecutionRequest("e", id, JsonNodeFactory.instance.objectNode(), new Caller("c", "rest", "r"));
    }
}
