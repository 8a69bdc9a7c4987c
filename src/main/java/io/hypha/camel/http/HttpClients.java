package io.hypha.camel.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of the runtime: integrations differ in what they send, never in how connections are kept.
 *
 * <p>Each event loop has one of its own. From a pool that loops share, Vert.x takes the connection that was used last, whichever
 * loop it belongs to; then an answer has to wake another thread before its caller gets it.
 *
 * <p>They keep connections alive, verify certificates and host names, and follow no redirects. HTTP/1.1: there a lost connection
 * concerns one call. Closed with their Vert.x. Thread-safe.
 */
public final class HttpClients {
    private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);

    /** Of each client. */
    private static final int CONNECTIONS_PER_HOST = 256;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_HEADER_OCTETS = 16 * 1024;

    private final HttpClient shared;
    private final ConcurrentLinkedQueue<HttpClient> unassigned = new ConcurrentLinkedQueue<>();
    private final Map<Thread, HttpClient> assigned = new ConcurrentHashMap<>();

    /** Not to be called on an event loop: what is made there closes with the server that runs there. */
    public HttpClients(Vertx vertx) {
        requireNonNull(vertx, "vertx is null");
        this.shared = create(vertx);
        for (int i = 0; i < VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE; i++) {
            unassigned.add(create(vertx));
        }
    }

    /** For any thread. */
    public HttpClient shared() {
        return shared;
    }

    /** The one for calls that the current thread makes. */
    HttpClient current() {
        return Context.isOnEventLoopThread()
                ? assigned.computeIfAbsent(Thread.currentThread(), loop -> assign())
                : shared;
    }

    private HttpClient assign() {
        HttpClient free = unassigned.poll();
        return free == null ? shared : free;
    }

    private static HttpClient create(Vertx vertx) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setPipelining(false)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setMaxHeaderSize(MAX_HEADER_OCTETS)
                .setDecompressionSupported(true);
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
                .withConnectHandler(HttpClients::leaveErrorsToCalls)
                .build();
    }

    /** Else Vert.x logs as errors of ours what backends do to their connections; the calls on them are told anyway. */
    private static void leaveErrorsToCalls(HttpConnection connection) {
        connection.exceptionHandler(thrown -> LOG.debug("connection to {}", connection.remoteAddress(), thrown));
    }
}
