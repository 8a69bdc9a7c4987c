package io.hypha.tour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * A small API with OAuth2 for the tour of the README, which starts it with {@code java HttpBackend.java PORT}: tokens by client
 * credentials, found through RFC 8414 metadata, and data that only they open.
 */
public final class HttpBackend {
    private final String token = UUID.randomUUID().toString();
    private final String origin;

    private HttpBackend(String origin) {
        this.origin = origin;
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        HttpBackend backend = new HttpBackend("http://127.0.0.1:" + port);
        server.createContext("/.well-known/oauth-authorization-server", backend::metadata);
        server.createContext("/token", backend::token);
        server.createContext("/data/", backend::data);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("HTTP backend on " + backend.origin);
    }

    private void metadata(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"issuer\":\"" + origin + "\",\"token_endpoint\":\"" + origin + "/token\"}");
    }

    private void token(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestHeaders().getFirst("Authorization") != null;
        answer(
                exchange,
                known ? 200 : 401,
                known
                        ? "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        : "{\"error\":\"invalid_client\"}");
    }

    private void data(HttpExchange exchange) throws IOException {
        boolean open = ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String id = exchange.getRequestURI().getPath().substring("/data/".length());
        answer(exchange, open ? 200 : 401, open ? "{\"name\":\"mushroom " + id + "\"}" : "{\"error\":\"no token\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
