package io.hypha.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static RetryPolicy policy(double multiplier, double jitter) {
        return new RetryPolicy(9, Duration.ofMillis(200), multiplier, Duration.ofSeconds(1), jitter);
    }

    @Test
    void shouldGrowTheDelayUpToTheLongest() {
        LongStream delays = IntStream.rangeClosed(1, 5).mapToLong(policy(2, 0)::delay);

        assertThat(delays).containsExactly(200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void shouldStayAtTheLongestHoweverOftenItIsTried() {
        assertThat(policy(10, 0).delay(100_000)).isEqualTo(1000);
    }

    /** The jitter of one delay does not change the next: the third is 800 ms +-50 %, whatever the second was. */
    @Test
    void shouldJitterEachDelayByItself() {
        RetryPolicy jittered = policy(2, 0.5);

        assertThat(LongStream.range(0, 1000).map(n -> jittered.delay(3)))
                .allSatisfy(delay -> assertThat(delay).isBetween(400L, 1200L))
                .anySatisfy(delay -> assertThat(delay).isLessThan(700))
                .anySatisfy(delay -> assertThat(delay).isGreaterThan(900));
    }
}
