package io.hypha.camel.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import java.time.Clock;

/** What calls are made with; the runtime's, not ours to close. */
record HttpConnector(Vertx vertx, HttpClients clients, Clock clock) {
    HttpConnector {
        requireNonNull(vertx, "vertx is null");
        requireNonNull(clients, "clients is null");
        requireNonNull(clock, "clock is null");
    }
}
