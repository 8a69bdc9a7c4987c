package io.hypha.camel.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server whose answers a test says; keeps what it was asked. */
final class Backend implements AutoCloseable {
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> behaviour =
            request -> request.response().end();

    /** A request as it came. */
    record Asked(HttpServerRequest request, Buffer body) {
        String line() {
            return request.method() + " " + request.uri();
        }

        String header(String name) {
            return request.getHeader(name);
        }
    }

    Backend(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setCompressionSupported(true)
                        .setHost("127.0.0.1")
                        .setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    asked.add(new Asked(request, body));
                    behaviour.handle(request);
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    Backend answers(Handler<HttpServerRequest> newBehaviour) {
        behaviour = newBehaviour;
        return this;
    }

    Backend answersJson(String json) {
        return answers(request ->
                request.response().putHeader("content-type", "application/json").end(json.replace('\'', '"')));
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
