package io.hypha.camel.routes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.AsyncProcessorAwaitManager;
import org.apache.camel.spi.AsyncProcessorAwaitManager.AwaitThread;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.PluginHelper;
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
    private static final int UNAVAILABLE = 503;

    private final CamelContext context;
    private final Duration limit;

    Draining(CamelContext context, Duration limit) {
        this.context = context;
        this.limit = limit;
    }

    /**
     * Returns when no message is in these routes, or the limit has passed; then whoever waits for one is told that it will not
     * be answered. New messages are no longer taken from outside.
     */
    void drain(List<String> ids) {
        ids.forEach(this::suspendInput);
        awaitRest(ids);
        int left = inFlight(ids);
        if (left > 0) {
            LOG.warn("Stopping routes {} with {} messages in flight after {}", ids, left, limit);
            giveUp(ids);
        }
    }

    private void awaitRest(List<String> ids) {
        long end = System.nanoTime() + limit.toNanos();
        while (inFlight(ids) > 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    /** A route that is stopped drops what it has put off, as with {@code delay}: the thread that waits would never go on. */
    private void giveUp(List<String> ids) {
        AsyncProcessorAwaitManager waiting = PluginHelper.getAsyncProcessorAwaitManager(context);
        waiting.browse().stream()
                .map(AwaitThread::getExchange)
                .filter(exchange -> ids.contains(exchange.getFromRouteId()))
                .forEach(exchange -> {
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE);
                    waiting.interrupt(exchange);
                });
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

    /**
     * Routes within the context go on, since messages in flight may yet pass through them. So do inputs that cannot be suspended:
     * stopping them would stop the steps behind, and fail the messages there.
     */
    private void suspendInput(String id) {
        Route route = context.getRoute(id);
        if (route == null || isInternal(route) || !(route.getConsumer() instanceof Suspendable)) {
            return;
        }
        try {
            ServiceHelper.suspendService(route.getConsumer());
        } catch (RuntimeException e) {
            LOG.warn("Could not suspend the input of route {}: {}", id, e.getMessage());
        }
    }

    private static boolean isInternal(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.startsWith("direct:") || uri.startsWith("seda:") || uri.startsWith("kamelet:");
    }
}
