package io.hypha.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResiliencePolicyTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void shouldTellWhatACallMayTake() {
        assertThat(policy(20, 3, Optional.empty()).longestCall(LIMIT)).isEqualTo(Duration.ofSeconds(4 * 20 + 3 * 10));
        assertThat(policy(20, 0, Optional.empty()).longestCall(LIMIT)).isEqualTo(Duration.ofSeconds(20));
        RateLimitPolicy slow = new RateLimitPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(policy(20, 1, Optional.of(slow)).longestCall(LIMIT)).isEqualTo(Duration.ofSeconds(2 * 25 + 10));
    }

    @Test
    void shouldBoundIt() {
        assertThat(policy(3600, Integer.MAX_VALUE, Optional.empty()).longestCall(LIMIT))
                .isEqualTo(LIMIT);
    }

    private static ResiliencePolicy policy(int timeout, int retries, Optional<RateLimitPolicy> limit) {
        RetryPolicy defaults = RetryPolicy.DEFAULT;
        return new ResiliencePolicy(
                Duration.ofSeconds(timeout),
                new RetryPolicy(
                        retries,
                        defaults.initialDelay(),
                        defaults.multiplier(),
                        defaults.maxDelay(),
                        defaults.jitter()),
                BreakerPolicy.DEFAULT,
                1,
                limit,
                Optional.empty());
    }
}
