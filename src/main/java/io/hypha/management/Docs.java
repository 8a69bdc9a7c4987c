package io.hypha.management;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Set;

/** What is open to everybody: the OpenAPI document and Swagger UI over it. All of it comes from the class path. */
final class Docs {
    static final String OPENAPI = "/api/v1/openapi.json";
    static final String PATH = "/docs";
    private static final Set<String> OPEN = Set.of("/", PATH, OPENAPI);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private final DocsFiles files = new DocsFiles();

    boolean serves(HttpServerRequest request) {
        String path = request.path();
        return path != null && (OPEN.contains(path) || path.startsWith(PATH + "/"));
    }

    void handle(HttpServerRequest request, String requestId) {
        Negotiation.checkReading(request);
        HttpServerResponse response = request.response().putHeader(RequestIds.HEADER, requestId);
        switch (request.path()) {
            case "/" ->
                response.setStatusCode(302)
                        .putHeader(HttpHeaders.LOCATION, PATH)
                        .end();
            case OPENAPI -> send(response, "application/json", files.openApi());
            case PATH, PATH + "/" -> sendFile(response, "index.html");
            case PATH + "/problems" -> send(response, TYPES.get("html"), ProblemsPage.html());
            default -> sendFile(response, request.path().substring(PATH.length() + 1));
        }
    }

    private void sendFile(HttpServerResponse response, String name) {
        Buffer content = files.find(name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "The documentation has no such file; it starts at " + PATH + "."));
        send(response, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content);
    }

    private static void send(HttpServerResponse response, String type, Buffer content) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
                .end(content);
    }
}
