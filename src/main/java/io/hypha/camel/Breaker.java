package io.hypha.camel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Fault;
import io.hypha.execution.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The circuit breaker EIP on Resilience4j without holding a thread: Camel's own waits for its steps, which costs a thread a
 * call. Same configuration, same YAML; a call refused by the bulkhead or the open breaker is an {@link ExecutionFailure}.
 */
final class Breaker extends AsyncProcessorSupport implements Navigate<Processor> {
    private final Circuit circuit;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final AsyncProcessor steps;
    private final AsyncProcessor fallback;

    Breaker(Circuit circuit, Bulkhead bulkhead, AsyncProcessor steps, AsyncProcessor fallback) {
        this.circuit = circuit;
        this.breaker = circuit.breaker();
        this.bulkhead = bulkhead;
        this.steps = steps;
        this.fallback = fallback;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            HyphaExchange.invocation(exchange);
        } catch (IllegalStateException stray) {
            // Whatever somebody sends to our direct: endpoint says nothing about the backend.
            exchange.setException(stray);
            callback.done(true);
            return true;
        }
        if (!bulkhead.tryAcquirePermission()) {
            return refuse(exchange, callback, full());
        }
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            return refuse(exchange, callback, open());
        }
        long started = breaker.getCurrentTimestamp();
        return steps.process(exchange, sync -> {
            bulkhead.onComplete();
            record(exchange.getException(), breaker.getCurrentTimestamp() - started);
            finish(exchange, callback, sync);
        });
    }

    private boolean refuse(Exchange exchange, AsyncCallback callback, ExecutionFailure why) {
        exchange.setException(why);
        return finish(exchange, callback, true);
    }

    private boolean finish(Exchange exchange, AsyncCallback callback, boolean sync) {
        Exception thrown = exchange.getException();
        if (thrown == null || fallback == null) {
            callback.done(sync);
            return sync;
        }
        exchange.setException(null);
        exchange.getExchangeExtension().setRedeliveryExhausted(false);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, thrown);
        boolean done = fallback.process(exchange, fallbackSync -> callback.done(sync && fallbackSync));
        return sync && done;
    }

    /** A backend that refuses a call is alive; one that fails or does not answer may not be. */
    private void record(Exception thrown, long took) {
        TimeUnit unit = breaker.getTimestampUnit();
        if (thrown == null) {
            breaker.onSuccess(took, unit);
            return;
        }
        ExecutionFailure failure = ExecutionFailure.of(thrown);
        if (failure.fault() == Fault.BACKEND) {
            breaker.onError(took, unit, thrown);
        } else if (failure.outcome() == Outcome.NOT_SENT) {
            breaker.releasePermission();
        } else {
            breaker.onSuccess(took, unit);
        }
    }

    private ExecutionFailure open() {
        return ExecutionFailure.failure(
                        FailureCode.CIRCUIT_OPEN,
                        Outcome.NOT_SENT,
                        breaker.getName() + " failed too often lately, so the call was not sent: call again later")
                .retryAfter(circuit.refuses())
                .mayPass()
                .build();
    }

    private ExecutionFailure full() {
        return ExecutionFailure.failure(
                        FailureCode.BULKHEAD_FULL,
                        Outcome.NOT_SENT,
                        breaker.getName() + " has "
                                + bulkhead.getBulkheadConfig().getMaxConcurrentCalls()
                                + " calls in flight: call again later, or raise resilience.bulkhead.max_concurrent")
                .retryAfter(Duration.ofSeconds(1))
                .mayPass()
                .build();
    }

    /** So that Camel finds the endpoints inside. */
    @Override
    public List<Processor> next() {
        return fallback == null ? List.of(steps) : List.of(steps, fallback);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(steps, fallback);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(fallback, steps);
    }

    @Override
    public String toString() {
        return "Breaker[" + breaker.getName() + "]";
    }
}
