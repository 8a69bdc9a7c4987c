package io.hypha.integration;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A deployment with the calls in it. */
final class Live {
    private final Definition definition;
    private final Actions actions;
    private final Deployment deployment;
    private final InFlight inFlight = new InFlight();
    private volatile boolean closed;

    Live(Definition definition, Actions actions, Deployment deployment) {
        this.definition = definition;
        this.actions = actions;
        this.deployment = deployment;
    }

    Definition definition() {
        return definition;
    }

    Actions actions() {
        return actions;
    }

    Deployment deployment() {
        return deployment;
    }

    int inFlight() {
        return inFlight.count();
    }

    /** Null if this deployment is on its way out and the call must look for its successor. */
    CompletableFuture<Deployment.Answer> execute(Invocation invocation) {
        if (!inFlight.enter()) {
            return null;
        }
        CompletableFuture<Deployment.Answer> answer;
        try {
            answer = deployment.execute(invocation);
        } catch (Throwable e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle(this::left);
    }

    private Deployment.Answer left(Deployment.Answer answer, Throwable thrown) {
        inFlight.leave();
        if (thrown == null) {
            return answer;
        }
        throw closed ? cutOff(thrown) : new CompletionException(cause(thrown));
    }

    private ExecutionFailure cutOff(Throwable thrown) {
        return ExecutionFailure.failure(
                        FailureCode.TIMED_OUT,
                        Outcome.UNKNOWN,
                        definition.id() + " was replaced or stopped, and this call of it had not ended in time")
                .cause(thrown)
                .build();
    }

    /** At once: calls that are still inside fail, and are told why. */
    void close() {
        closed = true;
        deployment.close();
    }

    /** Takes no more calls; completes when those inside have ended, at the latest after the wait. */
    CompletionStage<Void> drained(Duration longest) {
        return inFlight.drain().completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** What a stage failed with, as a failure for the caller. */
    static ExecutionFailure failure(Throwable thrown) {
        return ExecutionFailure.of(cause(thrown));
    }
}
