package io.hypha.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * All that keeps calls of one integration in bounds.
 *
 * @param timeout of each attempt
 * @param maxConcurrent calls at a time (bulkhead)
 * @param rateLimit none unless the definition says so
 * @param fallback the body answered where the backend gives none; none unless the definition says so
 */
public record ResiliencePolicy(
        Duration timeout,
        RetryPolicy retry,
        BreakerPolicy breaker,
        int maxConcurrent,
        Optional<RateLimitPolicy> rateLimit,
        Optional<JsonNode> fallback) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_CONCURRENT = 256;

    public ResiliencePolicy {
        Checks.positive("timeout", timeout);
        Checks.atLeast("max_concurrent", maxConcurrent, 1);
    }

    /** What a call may take at most: each attempt its timeout and its turn, and the waits between them. Bounded by the limit. */
    public Duration longestCall(Duration limit) {
        double turn =
                rateLimit.map(RateLimitPolicy::maxWait).orElse(Duration.ZERO).toMillis();
        double attempts = (timeout.toMillis() + turn) * (retry.retries() + 1.0);
        double waits = (double) retry.maxDelay().toMillis() * retry.retries();
        return Duration.ofMillis((long) Math.min((double) limit.toMillis(), attempts + waits));
    }
}
