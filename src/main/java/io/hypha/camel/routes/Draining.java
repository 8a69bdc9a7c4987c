package io.hypha.camel.routes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets routes come to rest before they are stopped. Camel's own graceful stop holds the lock of the whole context while it
 * waits, which would keep everybody else from registering or stopping anything.
 */
final class Draining {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final CamelContext context;
    private final Duration limit;

    Draining(CamelContext context, Duration limit) {
        this.context = context;
        this.limit = limit;
    }

    /** Returns when no message is in these routes, or the limit has passed. New messages are no longer taken from outside. */
    void drain(List<String> ids) {
        ids.forEach(this::stopInput);
        long end = System.nanoTime() + limit.toNanos();
        while (inFlight(ids) > 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
        if (inFlight(ids) > 0) {
            LOG.warn("Stopping routes {} with {} messages in flight after {}", ids, inFlight(ids), limit);
        }
    }

    private int inFlight(List<String> ids) {
        return ids.stream()
                .mapToInt(id -> context.getInflightRepository().size(id) + waiting(id))
                .sum();
    }

    /** Messages that a consumer has taken into a queue of its own, as seda does. */
    private int waiting(String id) {
        Route route = context.getRoute(id);
        return route != null && route.getConsumer() instanceof ShutdownAware aware
                ? aware.getPendingExchangesSize()
                : 0;
    }

    /** Routes within the context go on, since messages in flight may yet pass through them. */
    private void stopInput(String id) {
        Route route = context.getRoute(id);
        if (route == null || route.getConsumer() == null || isInternal(route)) {
            return;
        }
        try {
            ServiceHelper.stopService(route.getConsumer());
        } catch (RuntimeException e) {
            LOG.warn("Could not stop the input of route {}: {}", id, e.getMessage());
        }
    }

    private static boolean isInternal(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.startsWith("direct:") || uri.startsWith("seda:") || uri.startsWith("kamelet:");
    }
}
