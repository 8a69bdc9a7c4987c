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

    /** How long an open breaker refuses calls yet, in whole seconds: rounded up, as who calls too early is refused again. */
    Duration refuses() {
        long passed = breaker.getTimestampUnit().toMillis(breaker.getCurrentTimestamp() - openedAt);
        long all = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return Duration.ofSeconds(Math.max(1, (all - passed + 999) / 1000));
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openedAt = breaker.getCurrentTimestamp();
        }
    }
}
