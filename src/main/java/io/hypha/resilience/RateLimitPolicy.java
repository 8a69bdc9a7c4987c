package io.hypha.resilience;

import java.time.Duration;

/**
 * How often the backend may be called.
 *
 * @param requests within {@code per}
 * @param maxWait how long a call may wait for its turn before it is refused; zero is not at all
 */
public record RateLimitPolicy(int requests, Duration per, Duration maxWait) {
    public RateLimitPolicy {
        Checks.atLeast("requests", requests, 1);
        Checks.positive("per", per);
    }
}
