package io.hypha.management;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port, served by several event loops. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** For Vert.x: any free port, but the same for all that say this number. At 0 each server would open its own. */
    private static final int ANY_SHARED = -1;

    private static final Duration READING = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;

    private final Vertx vertx;
    private final ListenOptions options;
    private final Handler<HttpServerRequest> handler;
    private final InvalidRequests invalid;
    private final Handler<HttpServerRequest> late;
    private final Connections connections;
    private final List<String> deployments = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * @param invalid answers what is not HTTP
     * @param late answers what comes while the calls in flight are ending
     */
    Listener(
            Vertx vertx,
            ListenOptions options,
            Handler<HttpServerRequest> handler,
            InvalidRequests invalid,
            Handler<HttpServerRequest> late) {
        this.vertx = vertx;
        this.options = options;
        this.handler = handler;
        this.invalid = invalid;
        this.late = late;
        this.connections = new Connections(vertx, READING, IDLE);
    }

    /**
     * Blocks until the port is open.
     *
     * @return the port
     * @throws IllegalStateException if it cannot be opened
     */
    int start(int eventLoops) {
        try {
            int wanted = options.port() == 0 && eventLoops > 1 ? ANY_SHARED : options.port();
            int port = 0;
            for (int i = 0; i < eventLoops; i++) {
                port = deploy(wanted);
            }
            connections.start();
            return port;
        } catch (CompletionException e) {
            close();
            throw new IllegalStateException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    private int deploy(int port) {
        Server server = new Server(port);
        deployments.add(join(vertx.deployVerticle(server, new DeploymentOptions())));
        return server.actualPort;
    }

    /** Refuses new calls, waits for those in flight, then closes the port and all connections. Blocks. */
    void close(Duration longest) {
        stopping = true;
        await(longest);
        close();
    }

    private void await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (connections.isAnswering()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        if (connections.isAnswering()) {
            LOG.warn("calls in flight were cut off: they had not ended after {} s", longest.toSeconds());
        }
    }

    /** At once: connections in use are closed too. */
    private void close() {
        connections.close();
        deployments.forEach(id -> join(vertx.undeploy(id)));
        deployments.clear();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Without HTTP/2 in clear text: Vert.x waits for a client to choose it, and {@link Connections} would not see it wait. */
    private HttpServerOptions httpOptions(int port) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(port)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        options.certificate()
                .ifPresent(certificate -> http.setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate));
        return http;
    }

    /** One event loop's share: Vert.x gives connections of one port to its servers in turn. */
    private final class Server extends AbstractVerticle {
        private final int port;
        private volatile int actualPort;

        Server(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServer server = vertx.createHttpServer(httpOptions(port))
                    .connectionHandler(connections::opened)
                    .requestHandler(request -> {
                        connections.requested(request);
                        if (!invalid.refuses(request)) {
                            (stopping ? late : handler).handle(request);
                        }
                    })
                    .invalidRequestHandler(invalid::handle);
            server.listen()
                    .onSuccess(open -> actualPort = open.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
