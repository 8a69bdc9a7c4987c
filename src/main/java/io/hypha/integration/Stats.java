package io.hypha.integration;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Counts of one integration's calls since the runtime started. Thread-safe. */
final class Stats {
    private final UnaryOperator<String> masking;
    private final Latencies latencies = new Latencies();
    private long successes;
    private long errors;
    private long fallbacks;
    private boolean ill;
    private Instant lastExecution;
    private Instant lastSuccess;
    private IntegrationStatus.LastError lastError;
    private boolean lastErrorIsIllness;

    /** @param masking takes secrets out of what is kept: it is shown long after they may have been replaced */
    Stats(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    /** The backend answered. */
    synchronized void succeeded(CallEnd end) {
        ended(end);
        successes++;
        lastSuccess = end.at();
        ill = false;
    }

    /** A fallback answered for a failure, of which the caller has its answer, and the status must tell. */
    synchronized void covered(CallEnd end, ExecutionFailure failure) {
        ended(end);
        successes++;
        fallbacks++;
        note(end, failure);
    }

    synchronized void failed(CallEnd end, ExecutionFailure failure) {
        ended(end);
        errors++;
        note(end, failure);
    }

    private void ended(CallEnd end) {
        lastExecution = end.at();
        if (end.attempts() > 0) {
            latencies.add(end.took());
        }
    }

    /**
     * The caller's own mistakes are not the integration's errors, and what Hypha refuses to send, as while the breaker is open,
     * must not take the place of the reason.
     */
    private void note(CallEnd end, ExecutionFailure failure) {
        boolean illness = failure.fault().isIllness();
        ill |= illness;
        if (illness || (failure.fault() == Fault.LIMIT && !lastErrorIsIllness)) {
            lastErrorIsIllness = illness;
            lastError = new IntegrationStatus.LastError(
                    end.at(), failure.code().label(), masking.apply(failure.getMessage()), end.executionId());
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                successes, errors, fallbacks, ill, lastExecution, lastSuccess, lastError, latencies.summary());
    }

    /**
     * The end of a call.
     *
     * @param attempts how often the backend was tried; 0 if never
     */
    record CallEnd(Instant at, String executionId, int attempts, Duration took) {}

    /**
     * The counts at one moment.
     *
     * @param ill whether the backend failed since it answered last
     */
    record Snapshot(
            long successes,
            long errors,
            long fallbacks,
            boolean ill,
            Instant lastExecution,
            Instant lastSuccess,
            IntegrationStatus.LastError lastError,
            Latencies.Summary latencies) {

        long count() {
            return successes + errors;
        }
    }
}
