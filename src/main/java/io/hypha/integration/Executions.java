package io.hypha.integration;

import io.hypha.config.Logging;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The way of a call through an integration: found, checked, sent, counted, told. Never blocks. */
final class Executions {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

    private final Slots slots;
    private final Clock clock;
    private final List<ExecutionListener> listeners;

    Executions(Slots slots, Clock clock, List<ExecutionListener> listeners) {
        this.slots = slots;
        this.clock = clock;
        this.listeners = listeners;
    }

    CompletableFuture<ExecutionResult> execute(ExecutionRequest request) {
        long started = System.nanoTime();
        Slot slot = slots.find(request.integrationId()).orElse(null);
        if (slot == null) {
            ExecutionFailure failure =
                    refusal(FailureCode.INTEGRATION_NOT_FOUND, slots.notFound(request.integrationId()));
            listeners.forEach(listener -> listener.unknown(request, failure));
            return CompletableFuture.failedFuture(failure);
        }
        Call call = new Call(request, slot, started);
        try {
            return call.send();
        } catch (Throwable thrown) {
            // Errors too, such as a stack overflow in somebody's schema: every call is answered, counted and told.
            ExecutionFailure failure = Live.failure(thrown);
            call.failed(failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static ExecutionFailure refusal(FailureCode code, String detail) {
        return ExecutionFailure.failure(code, Outcome.NOT_SENT, detail).build();
    }

    /** One call: what it was, and since when. */
    private final class Call {
        private final ExecutionRequest request;
        private final Slot slot;
        private final long started;
        private Invocation invocation;

        Call(ExecutionRequest request, Slot slot, long started) {
            this.request = request;
            this.slot = slot;
            this.started = started;
        }

        CompletableFuture<ExecutionResult> send() {
            CompletableFuture<Deployment.Answer> answer = null;
            while (answer == null) {
                Live live = live();
                invocation = live.actions().invocation(request);
                answer = live.execute(invocation);
                if (answer == null && slot.live() == live) {
                    throw stopping();
                }
            }
            return answer.handle(this::finish);
        }

        /** Null from {@link Live#execute} means it was replaced meanwhile; the slot has its successor, or is being stopped. */
        private Live live() {
            Live live = slot.live();
            State state = slot.state();
            if (slots.find(id()).orElse(null) != slot) {
                throw refusal(FailureCode.INTEGRATION_NOT_FOUND, slots.notFound(id()));
            }
            if (state == State.PAUSED) {
                throw refusal(FailureCode.INTEGRATION_PAUSED, id() + " is paused: resume it first");
            }
            if (live == null || state == State.STOPPED) {
                throw state == State.STOPPED ? stopped() : notRunning();
            }
            return live;
        }

        private ExecutionFailure stopped() {
            return refusal(FailureCode.INTEGRATION_STOPPED, id() + " is stopped: start it first");
        }

        private ExecutionFailure stopping() {
            return refusal(FailureCode.INTEGRATION_STOPPED, id() + " is being stopped");
        }

        private ExecutionFailure notRunning() {
            Slot.Failed failed = slot.failed();
            String why = failed == null ? "it is starting" : failed.problem();
            return ExecutionFailure.failure(
                            FailureCode.INTEGRATION_FAILED,
                            Outcome.NOT_SENT,
                            id() + " does not run: " + why + "; it is tried again by itself")
                    .mayPass()
                    .build();
        }

        private String id() {
            return request.integrationId();
        }

        private ExecutionResult finish(Deployment.Answer answer, Throwable thrown) {
            if (thrown != null) {
                ExecutionFailure failure = Live.failure(thrown).ofCall(invocation.isRepeatable());
                failed(failure);
                throw failure;
            }
            Duration took = took();
            ExecutionResult result = new ExecutionResult(
                    request.executionId(),
                    id(),
                    invocation.action(),
                    "success",
                    answer.body(),
                    invocation.attempts(),
                    took.toMillis(),
                    answer.source(),
                    invocation.metadata());
            if (answer.covered() == null) {
                slot.stats().succeeded(end(took));
            } else {
                logUnexpected(answer.covered());
                slot.stats().covered(end(took), answer.covered());
            }
            tell(result, answer.covered(), took);
            return result;
        }

        private void failed(ExecutionFailure failure) {
            Duration took = took();
            logUnexpected(failure);
            slot.stats().failed(end(took), failure);
            tell(null, failure, took);
        }

        private void logUnexpected(ExecutionFailure failure) {
            if (failure.code() == FailureCode.INTERNAL) {
                try (var integration = MDC.putCloseable(Logging.INTEGRATION_ID, id());
                        var execution = MDC.putCloseable(Logging.EXECUTION_ID, request.executionId())) {
                    LOG.error(
                            "execution {} of {} failed unexpectedly", request.executionId(), id(), failure.getCause());
                }
            }
        }

        private Stats.CallEnd end(Duration took) {
            return new Stats.CallEnd(clock.instant(), request.executionId(), attempts(), took);
        }

        private int attempts() {
            return invocation == null ? 0 : invocation.attempts();
        }

        private void tell(ExecutionResult result, ExecutionFailure failure, Duration took) {
            String action = invocation == null ? request.action() : invocation.action();
            for (ExecutionListener listener : listeners) {
                listener.executed(request, action, result, failure, attempts(), took);
            }
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }
}
