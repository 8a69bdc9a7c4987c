package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * An attempt of a connector that knows no timeout. Its steps work on a copy of the exchange: when they are late the caller is
 * answered, and whatever they still do, they do it to the copy.
 */
final class TimedRun {
    private final Exchange exchange;
    private final Exchange copy;
    private final AsyncCallback callback;
    private final Semaphore runs;
    private final AtomicBoolean answered = new AtomicBoolean();

    private TimedRun(Exchange exchange, AsyncCallback callback, Semaphore runs) {
        this.exchange = exchange;
        this.copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
        this.callback = callback;
        this.runs = runs;
    }

    static boolean start(
            Attempt attempt, Exchange exchange, Invocation invocation, AsyncCallback callback, AttemptPlan plan) {
        if (!plan.runs().tryAcquire()) {
            exchange.setException(allHang(plan));
            callback.done(true);
            return true;
        }
        TimedRun run = new TimedRun(exchange, callback, plan.runs());
        long timeout = HyphaExchange.timeoutMillis(exchange);
        ScheduledFuture<?> alarm = plan.timer().schedule(() -> run.late(timeout), timeout, TimeUnit.MILLISECONDS);
        attempt.run(run.copy, invocation, sync -> run.done(alarm));
        return false;
    }

    /** The bulkhead lets that many calls in; so some of the permits are with calls that were cut off. */
    private static ExecutionFailure allHang(AttemptPlan plan) {
        return ExecutionFailure.failure(
                        FailureCode.BULKHEAD_FULL,
                        Outcome.NOT_SENT,
                        "calls that timed out still run in the backend or its driver, "
                                + plan.policy().maxConcurrent()
                                + " with those in flight: call again later, or raise resilience.bulkhead.max_concurrent")
                .retryAfter(plan.policy().timeout())
                .mayPass()
                .build();
    }

    private void done(ScheduledFuture<?> alarm) {
        runs.release();
        alarm.cancel(false);
        if (answered.compareAndSet(false, true)) {
            ExchangeHelper.copyResults(exchange, copy);
            exchange.setException(copy.getException());
            callback.done(false);
        }
    }

    private void late(long timeout) {
        if (answered.compareAndSet(false, true)) {
            exchange.setException(ExecutionFailure.failure(
                            FailureCode.TIMED_OUT, Outcome.UNKNOWN, "no answer within " + timeout + " ms")
                    .mayPass()
                    .build());
            callback.done(false);
        }
    }
}
