package io.hypha.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the management API does: what it is told to, for each method and path. */
final class ApiServer implements AutoCloseable {
    private static final String NOT_FOUND =
            """
            {"title": "No such integration", "status": 404, "code": "integration_not_found",
             "detail": "there is no integration 'crn'; did you mean 'crm'?"}
            """;

    private final HttpServer server;
    private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private record Prepared(int status, String body) {}

    /** What a command asked: {@code POST /api/v1/integrations}. */
    record Request(String call, String authorization, String body) {}

    ApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on; before, everything is unknown. */
    ApiServer answer(String call, int status, String body) {
        answers.put(call, new Prepared(status, body));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(call, exchange.getRequestHeaders().getFirst("Authorization"), body));
            send(exchange, answers.getOrDefault(call, new Prepared(404, NOT_FOUND)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, Prepared answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
