package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Stats stats = new Stats(text -> text);

    @Test
    void shouldTellTheLatenciesOfTheLastCalls() {
        for (int millis = 1; millis <= 100; millis++) {
            stats.succeeded(end(1, millis));
        }

        assertThat(stats.snapshot().latencies()).isEqualTo(new Latencies.Summary(50.5, 95.0));
    }

    @Test
    void shouldForgetLatenciesThatAreOld() {
        stats.succeeded(end(1, 60_000));
        for (int i = 0; i < Latencies.WINDOW; i++) {
            stats.succeeded(end(1, 2));
        }

        assertThat(stats.snapshot().latencies()).isEqualTo(new Latencies.Summary(2.0, 2.0));
    }

    @Test
    void shouldNotMeasureWhatNeverReachedForTheBackend() {
        stats.failed(end(1, 80), failure(FailureCode.TIMED_OUT));
        stats.failed(end(0, 0), failure(FailureCode.CIRCUIT_OPEN));

        assertThat(stats.snapshot().latencies()).isEqualTo(new Latencies.Summary(80.0, 80.0));
        assertThat(stats.snapshot().errors()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheReasonWhileTheBreakerIsOpen() {
        stats.failed(end(1, 80), failure(FailureCode.BACKEND_FAILED));
        stats.failed(end(0, 0), failure(FailureCode.CIRCUIT_OPEN));
        stats.covered(end(0, 0), failure(FailureCode.CIRCUIT_OPEN));

        assertThat(stats.snapshot().lastError().code()).isEqualTo("backend_failed");
        assertThat(stats.snapshot().ill()).isTrue();
    }

    @Test
    void shouldTellOfLimitsWhereThereIsNoOtherReason() {
        stats.failed(end(0, 0), failure(FailureCode.RATE_LIMITED));
        stats.failed(end(0, 0), failure(FailureCode.BULKHEAD_FULL));

        assertThat(stats.snapshot().lastError().code()).isEqualTo("bulkhead_full");
        assertThat(stats.snapshot().ill()).isFalse();
    }

    @Test
    void shouldTellWhatFallbackCovers() {
        stats.succeeded(end(1, 1));
        stats.covered(
                new Stats.CallEnd(NOON.plusSeconds(9), "e2", 1, Duration.ZERO),
                failure(FailureCode.BACKEND_UNREACHABLE));

        Stats.Snapshot told = stats.snapshot();
        assertThat(told.lastSuccess()).isEqualTo(NOON);
        assertThat(told.lastExecution()).isEqualTo(NOON.plusSeconds(9));
        assertThat(told.lastError().code()).isEqualTo("backend_unreachable");
        assertThat(told.lastError().executionId()).isEqualTo("e2");
        assertThat(told.ill()).isTrue();
        assertThat(told.successes()).isEqualTo(2);
        assertThat(told.fallbacks()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_PARAMS", "ACTION_NOT_FOUND", "INTEGRATION_PAUSED", "BACKEND_REJECTED"})
    void shouldNotBlameTheIntegrationForTheCallersMistakes(FailureCode code) {
        stats.failed(end(1, 1), failure(code));

        assertThat(stats.snapshot().lastError()).isNull();
        assertThat(stats.snapshot().ill()).isFalse();
        assertThat(stats.snapshot().errors()).isEqualTo(1);
    }

    @Test
    void shouldBlameBackendThatIsBusy() {
        stats.failed(
                end(1, 1),
                ExecutionFailure.failure(FailureCode.BACKEND_REJECTED, Outcome.REJECTED, "429")
                        .mayPass()
                        .build());

        assertThat(stats.snapshot().ill()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKEND_FAILED", "BACKEND_UNREACHABLE", "TIMED_OUT", "AUTHENTICATION_FAILED", "INTERNAL"})
    void shouldBeWellAgainAfterSuccess(FailureCode code) {
        stats.failed(end(1, 1), failure(code));
        assertThat(stats.snapshot().ill()).isTrue();

        stats.succeeded(end(1, 1));

        assertThat(stats.snapshot().ill()).isFalse();
        assertThat(stats.snapshot().lastError()).isNotNull();
    }

    private static Stats.CallEnd end(int attempts, long millis) {
        return new Stats.CallEnd(NOON, "e1", attempts, Duration.ofMillis(millis));
    }

    private static ExecutionFailure failure(FailureCode code) {
        return ExecutionFailure.failure(code, Outcome.UNKNOWN, "it failed").build();
    }
}
