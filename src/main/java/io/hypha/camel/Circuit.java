package io.hypha.camel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;

/** A circuit breaker, and when it opened, which Resilience4j does not tell. Thread-safe. */
final class Circuit {
    private final CircuitBreaker breaker;
    private volatile long openedAt;

    Circuit(CircuitBreaker breaker) {
        this.breaker = breaker;
        breaker.getEventPublisher().onStateTransition(this::changed);
        BreakerLog.watch(breaker);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** How long an open breaker refuses calls yet; a second at least. */
    Duration refuses() {
        long passed = breaker.getTimestampUnit().toMillis(breaker.getCurrentTimestamp() - openedAt);
        long all = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return Duration.ofMillis(Math.max(1000, all - passed));
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openedAt = breaker.getCurrentTimestamp();
        }
    }
}
