package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A byte now and then does not keep a connection. */
class ConnectionsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Connections connections = new Connections(vertx, Duration.ofMillis(500), Duration.ofMillis(1_500));
    private HttpServer server;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.requested(request);
                    request.body().onSuccess(body -> {
                        if (request.path().equals("/slow")) {
                            vertx.setTimer(2_500, done -> request.response().end("done"));
                        } else {
                            request.response().end("done");
                        }
                    });
                });
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        connections.start();
    }

    @AfterEach
    void stop() {
        connections.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldCloseConnectionsThatTrickleTheirHeaders() throws IOException {
        assertClosedWhileTrickling("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    }

    @Test
    void shouldCloseConnectionsThatTrickleTheirBodies() throws IOException {
        assertClosedWhileTrickling("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    }

    @Test
    void shouldCloseConnectionsThatTrickleTheirNextRequest() throws IOException {
        assertClosedWhileTrickling("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX-Slow: ");
    }

    @Test
    void shouldLeaveCallsInProgressAlone() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("done");
        }
    }

    private void assertClosedWhileTrickling(String beginning) throws IOException {
        try (Socket socket = connect()) {
            send(socket, beginning);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatCode(() -> send(socket, "x")).isInstanceOf(IOException.class));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
