package io.hypha.management;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds what slow clients can hold: how many connections there are, how long one may take to send a request, and how long it
 * may stay without one. Vert.x's idle timeout alone does not, as a byte now and then is enough for it.
 */
final class Connections {
    private static final int MOST = 10_000;
    private static final int SWEEPS = 10;

    private final Vertx vertx;
    private final Duration reading;
    private final Duration unused;
    private final Map<HttpConnection, Usage> open = new ConcurrentHashMap<>();
    private long timer;

    /**
     * @param reading how long the first request of a connection, and the body of each, may take to come
     * @param unused how long a connection may go without a request
     */
    Connections(Vertx vertx, Duration reading, Duration unused) {
        this.vertx = vertx;
        this.reading = reading;
        this.unused = unused;
    }

    void start() {
        timer = vertx.setPeriodic(reading.toMillis() / SWEEPS, tick -> sweep(System.nanoTime()));
    }

    void close() {
        vertx.cancelTimer(timer);
    }

    void opened(HttpConnection connection) {
        if (open.size() >= MOST) {
            connection.close();
            return;
        }
        open.put(connection, new Usage(System.nanoTime()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    void requested(HttpServerRequest request) {
        Usage usage = open.get(request.connection());
        if (usage != null) {
            usage.began(request);
        }
    }

    /** Whether a request that has come has no answer yet. */
    boolean isAnswering() {
        return open.values().stream().anyMatch(Usage::isAnswering);
    }

    private void sweep(long now) {
        open.forEach((connection, usage) -> {
            if (usage.isTooSlow(now)) {
                connection.close();
            }
        });
    }

    /** What a connection is doing, and since when. */
    private final class Usage {
        private volatile HttpServerRequest request;
        private volatile long since;
        /** Earlier ones without an answer: streams of HTTP/2. */
        private final Set<HttpServerRequest> others = ConcurrentHashMap.newKeySet();

        Usage(long since) {
            this.since = since;
        }

        void began(HttpServerRequest next) {
            if (request != null && !isDone(request)) {
                others.removeIf(Usage::isDone);
                others.add(request);
            }
            request = next;
            since = System.nanoTime();
        }

        boolean isAnswering() {
            return (request != null && !isDone(request)) || others.stream().anyMatch(other -> !isDone(other));
        }

        private static boolean isDone(HttpServerRequest request) {
            return request.response().ended() || request.response().closed();
        }

        boolean isTooSlow(long now) {
            HttpServerRequest last = request;
            if (last == null) {
                return now - since > reading.toNanos();
            }
            if (last.version() == HttpVersion.HTTP_2) {
                return false;
            }
            if (!last.isEnded()) {
                return now - since > reading.toNanos();
            }
            if (!last.response().ended()) {
                since = now;
                return false;
            }
            return now - since > unused.toNanos();
        }
    }
}
