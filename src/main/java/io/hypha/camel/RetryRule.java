package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.resilience.RetryPolicy;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

/**
 * Whether a failed attempt is worth another. Only what may pass is tried again, and only where the backend cannot have acted
 * on it, or acting twice is harmless.
 */
final class RetryRule implements Predicate {
    /** Camel reads the wait before the next attempt from this header, in milliseconds. */
    private static final String DELAY = Exchange.REDELIVERY_DELAY;

    @Override
    public boolean matches(Exchange exchange) {
        Invocation invocation = HyphaExchange.invocation(exchange);
        RetryPolicy policy = HyphaExchange.policy(exchange).retry();
        return invocation.attempts() <= policy.retries()
                && caught(exchange) instanceof ExecutionFailure failure
                && failure.isTransient()
                && (failure.outcome() == Outcome.NOT_SENT || invocation.isRepeatable())
                && failure.retryAfter()
                        .map(wait -> wait.compareTo(policy.maxDelay()) <= 0)
                        .orElse(true);
    }

    /** Puts the wait that the backend asked for where Camel looks for it. */
    static Processor retryAfter() {
        return exchange -> {
            exchange.getIn().removeHeader(DELAY);
            if (caught(exchange) instanceof ExecutionFailure failure) {
                failure.retryAfter().ifPresent(wait -> exchange.getIn().setHeader(DELAY, wait.toMillis()));
            }
        };
    }

    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
