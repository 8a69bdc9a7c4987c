package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.util.concurrent.ScheduledFuture;
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
    private final AtomicBoolean answered = new AtomicBoolean();

    private TimedRun(Exchange exchange, AsyncCallback callback) {
        this.exchange = exchange;
        this.copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
        this.callback = callback;
    }

    static boolean start(
            Attempt attempt, Exchange exchange, Invocation invocation, AsyncCallback callback, AttemptPlan plan) {
        TimedRun run = new TimedRun(exchange, callback);
        long timeout = HyphaExchange.timeoutMillis(exchange);
        ScheduledFuture<?> alarm = plan.timer().schedule(() -> run.late(timeout), timeout, TimeUnit.MILLISECONDS);
        attempt.run(run.copy, invocation, sync -> run.done(alarm));
        return false;
    }

    private void done(ScheduledFuture<?> alarm) {
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
