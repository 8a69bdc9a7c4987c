package io.hypha.camel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.hypha.config.Logging;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Logs when a circuit breaker opens, tries again, and closes: the calls that it refuses are too many to be logged. */
final class BreakerLog {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private BreakerLog() {}

    static void watch(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(BreakerLog::changed);
    }

    private static void changed(CircuitBreakerOnStateTransitionEvent event) {
        CircuitBreaker.State state = event.getStateTransition().getToState();
        String id = event.getCircuitBreakerName();
        try (var integration = MDC.putCloseable(Logging.INTEGRATION_ID, id)) {
            LOG.atLevel(state == CircuitBreaker.State.OPEN ? Level.WARN : Level.INFO)
                    .log(
                            "the circuit breaker of {} is {} now, after {}",
                            id,
                            name(state),
                            name(event.getStateTransition().getFromState()));
        }
    }

    private static String name(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
