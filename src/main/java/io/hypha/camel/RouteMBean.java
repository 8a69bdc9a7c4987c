package io.hypha.camel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of one deployment's calls. Thread-safe. */
final class RouteMBean implements IntegrationRouteMXBean {
    private final String routeId;
    private final CircuitBreaker breaker;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    RouteMBean(String routeId, CircuitBreaker breaker) {
        this.routeId = routeId;
        this.breaker = breaker;
    }

    void started() {
        started.incrementAndGet();
    }

    void ended(boolean success) {
        (success ? completed : failed).incrementAndGet();
    }

    @Override
    public String getRouteId() {
        return routeId;
    }

    @Override
    public String getIntegrationId() {
        return breaker.getName();
    }

    @Override
    public String getState() {
        return "Started";
    }

    @Override
    public String getCircuitBreakerState() {
        return breaker.getState().name();
    }

    @Override
    public long getExchangesTotal() {
        return completed.get() + failed.get();
    }

    @Override
    public long getExchangesCompleted() {
        return completed.get();
    }

    @Override
    public long getExchangesFailed() {
        return failed.get();
    }

    @Override
    public long getExchangesInflight() {
        return Math.max(0, started.get() - getExchangesTotal());
    }
}
