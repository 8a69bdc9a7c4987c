package io.hypha.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hypha.config.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls the management API. */
final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than any execution with all its retries. */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ApiAddress api;
    private final Optional<String> key;

    ApiClient(ApiAddress api, Optional<String> key) {
        this.api = api;
        this.key = key;
    }

    Reply get(ApiPath path) {
        return send("GET", path, MissingNode.getInstance());
    }

    /**
     * An answer that has a list.
     *
     * @throws ApiException also if it has none: then some other server answered
     */
    JsonNode listing(ApiPath path, String list) {
        Reply reply = get(path);
        if (!reply.body().path(list).isArray()) {
            throw stranger(reply.status());
        }
        return reply.body();
    }

    Reply post(ApiPath path, JsonNode body) {
        return send("POST", path, body);
    }

    Reply put(ApiPath path, JsonNode body) {
        return send("PUT", path, body);
    }

    Reply delete(ApiPath path) {
        return send("DELETE", path, MissingNode.getInstance());
    }

    /**
     * @throws ApiException if the answer is a problem, or none of Hypha's
     * @throws UnreachableException if nobody answers there
     */
    private Reply send(String method, ApiPath path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .method(method, publisher(body));
        if (!body.isMissingNode()) {
            request.header("Content-Type", "application/json");
        }
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return reply(exchange(request.build()));
    }

    private static BodyPublisher publisher(JsonNode body) {
        return body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UnreachableException(api, e);
        } catch (IOException e) {
            throw new ApiException("the connection to " + api
                    + " broke before the answer came, so the call may have been carried out: "
                    + "look before you repeat it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted while waiting for " + api);
        }
    }

    private Reply reply(HttpResponse<String> response) {
        Reply reply = new Reply(response.statusCode(), parse(response));
        if (reply.status() >= 200 && reply.status() < 300) {
            return reply;
        }
        if (!reply.body().isObject()) {
            throw stranger(response.statusCode());
        }
        throw new ApiException(reply.body());
    }

    private JsonNode parse(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw stranger(response.statusCode());
        }
    }

    private ApiException stranger(int status) {
        return new ApiException(
                "whoever listens at " + api + " answered " + status + ", but not as Hypha does; check the address");
    }
}
