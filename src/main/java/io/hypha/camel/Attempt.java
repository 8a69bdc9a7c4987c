package io.hypha.camel;

import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.resilience.RateLimitPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * One attempt of a connector: waits for its turn under the rate limit, runs the connector's steps on the thread they need,
 * cuts them off where they do not keep to the timeout themselves, and says in our words how they failed.
 */
final class Attempt extends AsyncProcessorSupport implements Navigate<Processor> {
    private final AsyncProcessor steps;
    private final AttemptPlan plan;

    Attempt(AsyncProcessor steps, AttemptPlan plan) {
        this.steps = steps;
        this.plan = plan;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Invocation invocation = HyphaExchange.invocation(exchange);
        long wait = plan.limiter().isEmpty() ? 0 : plan.limiter().get().reservePermission();
        if (wait < 0) {
            exchange.setException(rateLimited(
                    plan.policy().rateLimit().orElseThrow(), plan.limiter().orElseThrow()));
            callback.done(true);
            return true;
        }
        if (wait > 0) {
            // Whatever ends at once then, ends late for who was told that it takes time.
            AsyncCallback late = sync -> callback.done(false);
            var unused = plan.timer().schedule(() -> start(exchange, invocation, late), wait, TimeUnit.NANOSECONDS);
            return false;
        }
        return start(exchange, invocation, callback);
    }

    private boolean start(Exchange exchange, Invocation invocation, AsyncCallback callback) {
        invocation.nextAttempt();
        if (plan.traits().timesOut()) {
            return run(exchange, invocation, callback);
        }
        return TimedRun.start(this, exchange, invocation, callback, plan);
    }

    /** Runs the steps, here or on the worker pool. */
    boolean run(Exchange exchange, Invocation invocation, AsyncCallback callback) {
        AsyncCallback translate = sync -> {
            translate(exchange, invocation);
            callback.done(sync);
        };
        if (plan.traits().async()) {
            return steps.process(exchange, translate);
        }
        try {
            plan.workers().execute(() -> steps.process(exchange, sync -> translate.done(false)));
            return false;
        } catch (RejectedExecutionException e) {
            exchange.setException(ExecutionFailure.failure(
                            FailureCode.BULKHEAD_FULL,
                            Outcome.NOT_SENT,
                            "all of Hypha's worker threads are busy: call again later, or raise hypha.workers")
                    .build());
            callback.done(true);
            return true;
        }
    }

    private void translate(Exchange exchange, Invocation invocation) {
        Exception thrown = exchange.getException();
        if (thrown != null && !(thrown instanceof ExecutionFailure)) {
            exchange.setException(plan.failures().translate(thrown, invocation));
        }
    }

    private static ExecutionFailure rateLimited(RateLimitPolicy limit, AtomicRateLimiter limiter) {
        long wait = limiter.getDetailedMetrics().getNanosToWait();
        return ExecutionFailure.failure(
                        FailureCode.RATE_LIMITED,
                        Outcome.NOT_SENT,
                        "more than " + limit.requests() + " requests per "
                                + limit.per().toMillis() / 1000.0
                                + " s: call again later, or raise resilience.rate_limit")
                // Rounded up: whoever calls a moment too early is refused again.
                .retryAfter(Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(wait) + 1))
                .build();
    }

    /** So that Camel finds the endpoints inside. */
    @Override
    public List<Processor> next() {
        return List.of(steps);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(steps);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(steps);
    }

    @Override
    public String toString() {
        return "Attempt[" + steps + "]";
    }
}
