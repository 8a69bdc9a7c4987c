package io.hypha.management;

import io.hypha.monitor.Health;
import io.hypha.monitor.Info;
import io.hypha.monitor.Metrics;
import io.hypha.secret.Masking;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The management port: health, metrics and information under {@code /observe}, without keys. It belongs on a loopback address,
 * or behind something that keeps strangers out.
 */
public final class ObserveServer implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Listener listener;
    private final Workers workers = new Workers();

    public ObserveServer(
            Vertx vertx, ListenOptions options, Health health, Metrics metrics, Info info, Masking masking) {
        Responder responder = new Responder(masking::mask);
        ObserveHandler handler = new ObserveHandler(health, metrics, info, workers, responder);
        InvalidRequests invalid = new InvalidRequests(responder);
        this.listener = new Listener(vertx, options, handler::handle, invalid, new LateRequests(responder)::handle);
    }

    /**
     * Opens the port. Blocks: not for event loops.
     *
     * @return the port, which tells what 0 became
     * @throws IllegalStateException if it cannot be opened
     */
    public int start() {
        return listener.start(1);
    }

    /** Closes the port. Blocks: not for event loops. */
    @Override
    public void close() {
        listener.close(DRAIN);
        workers.close();
    }
}
