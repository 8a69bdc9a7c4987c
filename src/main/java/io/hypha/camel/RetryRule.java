package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.resilience.RetryPolicy;
import java.time.Duration;
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

    /**
     * Says how long to wait before the next attempt. Not by Camel's redelivery policy: that multiplies the delay it has jittered
     * before, so that the jitter compounds. A backend may ask for a longer wait, but for no shorter one.
     */
    static Processor delay() {
        return exchange -> {
            RetryPolicy policy = HyphaExchange.policy(exchange).retry();
            long own = policy.delay(HyphaExchange.invocation(exchange).attempts());
            long asked = caught(exchange) instanceof ExecutionFailure failure
                    ? failure.retryAfter().map(Duration::toMillis).orElse(0L)
                    : 0;
            exchange.getIn().setHeader(DELAY, Math.max(own, asked));
        };
    }

    private static Throwable caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
}
