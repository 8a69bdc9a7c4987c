package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the API, with the admin's key. */
class TestClient {
    static final String INTEGRATIONS = "/api/v1/integrations";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final URI observe;

    TestClient(URI api, URI observe) {
        this.api = api;
        this.observe = observe;
    }

    URI api() {
        return api;
    }

    /** JSON of YAML, which is easier to read in a test. */
    static ObjectNode yaml(String text) {
        return (ObjectNode)
                Documents.yaml(text.getBytes(StandardCharsets.UTF_8), "test").root();
    }

    static ObjectNode document(String id, JsonNode config) {
        ObjectNode document = Json.mapper().createObjectNode();
        if (id != null) {
            document.put("id", id);
        }
        document.set("config", config);
        return document;
    }

    Reply register(String id, JsonNode config) {
        return call("POST", INTEGRATIONS, document(id, config));
    }

    Reply put(String id, JsonNode config) {
        return call("PUT", INTEGRATIONS + "/" + id, document(null, config));
    }

    Reply unregister(String id) {
        return call("DELETE", INTEGRATIONS + "/" + id, null);
    }

    Reply change(String id, String action) {
        return call("POST", INTEGRATIONS + "/" + id + "/" + action, null);
    }

    Reply execute(String id, String document) {
        return send(execution(id, document));
    }

    CompletableFuture<Reply> executeAsync(String id, String document) {
        return client.sendAsync(execution(id, document).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Reply::new);
    }

    private HttpRequest.Builder execution(String id, String document) {
        return request("POST", INTEGRATIONS + "/" + id + "/execute", document);
    }

    JsonNode status(String id) {
        return get(INTEGRATIONS + "/" + id + "/status").expect(200).json();
    }

    String state(String id) {
        return status(id).path("state").asText();
    }

    /** What became of a dropped file; a missing node while it has not been seen. */
    JsonNode file(String name) {
        for (JsonNode file : get("/api/v1/routes").expect(200).json().path("items")) {
            if (file.path("path").asText().endsWith(name)) {
                return file;
            }
        }
        return Json.mapper().missingNode();
    }

    Reply get(String path) {
        return call("GET", path, null);
    }

    Reply call(String method, String path, JsonNode body) {
        return send(request(method, path, body == null ? null : body.toString()));
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return anonymous(method, path, body).header("Authorization", "Bearer " + TestHome.ADMIN);
    }

    HttpRequest.Builder anonymous(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api() + path)).timeout(PATIENCE);
        return body == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String metrics() {
        Reply metrics = observe("/observe/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        return metrics.body();
    }

    Reply observe(String path) {
        return send(HttpRequest.newBuilder(URI.create(observe + path)));
    }
}
