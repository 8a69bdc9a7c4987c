package io.hypha.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to try again.
 *
 * @param retries attempts after the first; 0 is none
 * @param initialDelay before the first retry
 * @param multiplier of the delay from one retry to the next, at least 1
 * @param maxDelay of one wait; also the longest {@code Retry-After} that is honoured within a call
 * @param jitter share of the delay that is random, 0 to 1: 0.5 makes a delay of 1 s anything from 0.5 to 1.5 s
 */
public record RetryPolicy(int retries, Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Duration.ofMillis(200), 2, Duration.ofSeconds(10), 0.5);

    public RetryPolicy {
        Checks.atLeast("retry_count", retries, 0);
        Checks.positive("initial_delay", initialDelay);
        Checks.atLeast("multiplier", multiplier, 1);
        Checks.positive("max_delay", maxDelay);
        Checks.between("jitter", jitter, 0, 1);
    }

    /** The wait after this many attempts, in milliseconds: exponential backoff, and then the share that is random. */
    public long delay(int attempts) {
        double grown = initialDelay.toMillis() * Math.pow(multiplier, attempts - 1.0);
        double nominal = Math.min(grown, (double) maxDelay.toMillis());
        double random = jitter == 0 ? 0 : ThreadLocalRandom.current().nextDouble(-jitter, jitter);
        return Math.round(nominal * (1 + random));
    }
}
