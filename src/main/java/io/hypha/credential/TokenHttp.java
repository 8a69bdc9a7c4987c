package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Talks to authorization servers: bounded in time and size, and never redirected. */
final class TokenHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_OCTETS = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;

    /** An answer, whatever its status. */
    record Answer(int status, Buffer body) {}

    TokenHttp(Vertx vertx, HttpClient client) {
        this.vertx = requireNonNull(vertx, "vertx is null");
        this.client = requireNonNull(client, "client is null");
    }

    CompletionStage<Answer> get(URI uri) {
        return send(HttpMethod.GET, uri, Map.of(), Buffer.buffer());
    }

    CompletionStage<Answer> postForm(URI uri, Map<String, String> headers, String form) {
        return send(HttpMethod.POST, uri, headers, Buffer.buffer(form));
    }

    /** Fails with what the connection failed with. */
    private CompletionStage<Answer> send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        Promise<Answer> answer = Promise.promise();
        long timer = vertx.setTimer(
                TIMEOUT.toMillis(),
                id -> answer.tryFail(new IOException("no answer within " + TIMEOUT.toSeconds() + " s")));
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(uri.toString())
                .setMethod(method)
                .setConnectTimeout(TIMEOUT.toMillis())
                .putHeader("accept", "application/json");
        if (method.equals(HttpMethod.POST)) {
            options.putHeader("content-type", "application/x-www-form-urlencoded");
        }
        headers.forEach(options::putHeader);
        client.request(options).onFailure(answer::tryFail).onSuccess(request -> send(request, body, answer));
        return answer.future().onComplete(done -> vertx.cancelTimer(timer)).toCompletionStage();
    }

    private static void send(HttpClientRequest request, Buffer body, Promise<Answer> answer) {
        answer.future().onFailure(thrown -> request.reset());
        Future<HttpClientResponse> response = request.send(body);
        response.onFailure(answer::tryFail).onSuccess(received -> collect(received, answer));
    }

    private static void collect(HttpClientResponse response, Promise<Answer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail)
                .handler(chunk -> {
                    if (body.length() + chunk.length() > MAX_OCTETS) {
                        answer.tryFail(new IOException("its answer is larger than " + MAX_OCTETS + " bytes"));
                    } else {
                        body.appendBuffer(chunk);
                    }
                })
                .endHandler(end -> answer.tryComplete(new Answer(response.statusCode(), body)));
    }
}
