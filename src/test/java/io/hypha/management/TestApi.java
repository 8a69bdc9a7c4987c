package io.hypha.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.access.AdminKey;
import io.hypha.access.ApiKeys;
import io.hypha.access.KeyRequest;
import io.hypha.access.Role;
import io.hypha.config.Json;
import io.hypha.config.Problem;
import io.hypha.connector.RouteFile;
import io.hypha.integration.Config;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.ExecutionListener;
import io.hypha.integration.Integrations;
import io.hypha.integration.MemoryRegistry;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real server on a free port, over integrations that need no Camel. */
final class TestApi implements AutoCloseable {
    static final String ADMIN = "admin-key-of-this-test-0123456789";
    static final int MAX_BODY = 64 * 1024;

    final MemoryStores.Audit audit = new MemoryStores.Audit();
    final Masking masking = new ValueMasking();
    final MemoryRegistry registry = new MemoryRegistry();
    final ApiKeys keys;
    final EchoConnector echo = new EchoConnector();
    final Integrations integrations;
    final Services services;
    final ApiServer server;
    final int port;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    TestApi(ExecutionListener... listeners) {
        this(Optional.empty(), listeners);
    }

    TestApi(Optional<KeyCertOptions> certificate, ExecutionListener... listeners) {
        DefinitionReader reader = new DefinitionReader(echo, (pointer, text) -> text, masking);
        integrations = new Integrations(new Config(
                reader, echo, registry, List.of(listeners), masking, Clock.systemUTC(), Duration.ofSeconds(5)));
        keys = new ApiKeys(
                new MemoryStores.Keys(),
                new AdminKey(ADMIN, AdminKey.Origin.SETTING),
                Clock.systemUTC(),
                new SecureRandom());
        services = new Services(integrations, echo, TestApi::files, keys, audit, masking, Clock.systemUTC());
        server = new ApiServer(vertx, new ListenOptions("127.0.0.1", 0, certificate, MAX_BODY), services);
        port = server.start();
    }

    private static List<RouteFile> files() {
        Problem problem = Problem.of("/0/from", "required", "'uri' is missing").withLine(2);
        return List.of(new RouteFile("bad.yaml", "routes", "rejected", List.of(problem), List.of(), Instant.EPOCH));
    }

    String key(Role role, String... integrationIds) {
        String name = role.label() + "-" + keys.list().size();
        return keys.create(new KeyRequest(name, role, Set.of(integrationIds), Set.of(), null))
                .secret();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With the admin key, and the body as JSON where there is one. */
    HttpResponse<String> call(String method, String path, String body) {
        return callAs(ADMIN, method, path, body);
    }

    HttpResponse<String> callAs(String key, String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = request(path).method(method, publisher).header("Authorization", "Bearer " + key);
        return send(body == null ? request : request.header("Content-Type", "application/json"));
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, null);
    }

    /** Registers an echo. */
    void register(String id) {
        HttpResponse<String> response =
                call("POST", "/api/v1/integrations", "{\"id\":\"" + id + "\",\"config\":{\"type\":\"echo\"}}");
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        integrations.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
