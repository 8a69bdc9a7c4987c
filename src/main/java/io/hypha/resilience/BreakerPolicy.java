package io.hypha.resilience;

import java.time.Duration;

/**
 * When the circuit breaker opens, and for how long. Counts calls (with all their retries), not attempts.
 *
 * @param failureRate percent of the window's calls, above 0 to 100
 * @param window calls looked at
 * @param minimumCalls before the rate means anything; at most the window
 * @param openFor until a few calls are let through to see; whole seconds
 */
public record BreakerPolicy(double failureRate, int window, int minimumCalls, Duration openFor) {
    public static final BreakerPolicy DEFAULT = new BreakerPolicy(50, 20, 10, Duration.ofSeconds(30));

    public BreakerPolicy {
        Checks.between("failure_rate", failureRate, 0.1, 100);
        Checks.between("window", window, 1, 10_000);
        Checks.between("minimum_calls", minimumCalls, 1, window);
        Checks.wholeSeconds("open_for", openFor);
    }
}
