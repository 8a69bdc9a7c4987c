package io.hypha.integration;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Counts of one integration's calls since the runtime started. Thread-safe. */
final class Stats {
    private static final int WINDOW = 256;

    /** The caller's own mistakes say nothing about the backend's health. */
    private static final Set<FailureCode> CALLERS_OWN = EnumSet.of(
            FailureCode.INVALID_PARAMS,
            FailureCode.ACTION_NOT_FOUND,
            FailureCode.INTEGRATION_PAUSED,
            FailureCode.INTEGRATION_STOPPED);

    private long successes;
    private long errors;
    private long fallbacks;
    private boolean lastFailed;
    private Instant lastExecution;
    private Instant lastSuccess;
    private IntegrationStatus.LastError lastError;
    /** Microseconds of the last calls, a ring; made at the first call, as most of many integrations are idle. */
    private int[] micros = {};

    synchronized void succeeded(Instant at, Source source, Duration took) {
        took(at, took);
        successes++;
        lastSuccess = at;
        lastFailed = source == Source.FALLBACK;
        if (lastFailed) {
            fallbacks++;
        }
    }

    synchronized void failed(Instant at, ExecutionFailure failure, String executionId, Duration took) {
        took(at, took);
        errors++;
        lastFailed = lastFailed || !CALLERS_OWN.contains(failure.code());
        lastError = new IntegrationStatus.LastError(at, failure.code().label(), failure.getMessage(), executionId);
    }

    private void took(Instant at, Duration took) {
        if (micros.length == 0) {
            micros = new int[WINDOW];
        }
        micros[(int) ((successes + errors) % WINDOW)] = (int) Math.min(Integer.MAX_VALUE, took.toNanos() / 1000);
        lastExecution = at;
    }

    synchronized Snapshot snapshot() {
        int count = (int) Math.min(WINDOW, successes + errors);
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        Double average = count == 0 ? null : Arrays.stream(sorted).average().orElseThrow() / 1000;
        Double p95 = count == 0 ? null : sorted[(int) Math.ceil(count * 0.95) - 1] / 1000.0;
        return new Snapshot(
                successes, errors, fallbacks, lastFailed, lastExecution, lastSuccess, lastError, average, p95);
    }

    /** The counts at one moment; times in milliseconds. */
    record Snapshot(
            long successes,
            long errors,
            long fallbacks,
            boolean lastFailed,
            Instant lastExecution,
            Instant lastSuccess,
            IntegrationStatus.LastError lastError,
            Double average,
            Double p95) {

        long count() {
            return successes + errors;
        }
    }
}
