package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private final AtomicLong now = new AtomicLong(TimeUnit.HOURS.toMillis(1));
    private final Circuit circuit = new Circuit(CircuitBreaker.of(
            "it",
            CircuitBreakerConfig.custom()
                    .currentTimestampFunction(clock -> now.get(), TimeUnit.MILLISECONDS)
                    .waitDurationInOpenState(Duration.ofSeconds(30))
                    .build()));

    @Test
    void shouldTellHowLongItRefusesYet() {
        now.addAndGet(TimeUnit.MINUTES.toMillis(5));
        circuit.breaker().transitionToOpenState();
        assertThat(circuit.refuses()).isEqualTo(Duration.ofSeconds(30));

        now.addAndGet(12_400);
        assertThat(circuit.refuses()).isEqualTo(Duration.ofSeconds(18));

        now.addAndGet(60_000);
        assertThat(circuit.refuses()).as("never less than a second").isEqualTo(Duration.ofSeconds(1));
    }
}
