package io.hypha.camel.http;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.Masking;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;

/**
 * What calls are made with; the runtime's, not ours to close.
 *
 * @param parsers for large answers: a pool of its own, as the tasks of Vert.x's wait for answers where dropped routes call
 */
record HttpConnector(Vertx vertx, HttpClients clients, WorkerExecutor parsers, Clock clock, Masking masking) {
    HttpConnector {
        requireNonNull(vertx, "vertx is null");
        requireNonNull(clients, "clients is null");
        requireNonNull(parsers, "parsers is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(masking, "masking is null");
    }
}
