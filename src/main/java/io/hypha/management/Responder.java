package io.hypha.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.hypha.config.Json;
import io.hypha.execution.ExecutionResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.UnaryOperator;

/** Writes every answer of the API; no known secret passes it. */
final class Responder {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

    private final MaskedJson masking;
    private final ObjectWriter any = Json.mapper().writer();
    private final ObjectWriter results = Json.mapper().writerFor(ExecutionResult.class);
    private final ObjectWriter problems = Json.mapper().writerFor(ProblemDocument.class);

    /** @param masking takes secrets out of text */
    Responder(UnaryOperator<String> masking) {
        this.masking = new MaskedJson(masking);
    }

    void answer(HttpServerRequest request, String requestId, Answer answer) {
        if (isGone(request)) {
            return;
        }
        HttpServerResponse response = head(request, requestId, answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() == null) {
            end(response, null);
        } else if (answer.body() instanceof Answer.Text text) {
            end(response.putHeader(HttpHeaders.CONTENT_TYPE, text.type()), Buffer.buffer(text.text()));
        } else {
            end(response.putHeader(HttpHeaders.CONTENT_TYPE, JSON), masked(any, answer.body()));
        }
    }

    void result(HttpServerRequest request, String requestId, ExecutionResult result) {
        if (isGone(request)) {
            return;
        }
        Buffer body = masked(results, result);
        end(head(request, requestId, 200).putHeader(HttpHeaders.CONTENT_TYPE, JSON), body);
    }

    void problem(HttpServerRequest request, String requestId, ProblemDocument problem) {
        if (isGone(request)) {
            return;
        }
        Buffer body = masked(problems, problem.instance() == null ? problem.at(place(request), requestId) : problem);
        HttpServerResponse response = head(request, requestId, problem.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
        problem.headers().forEach(response::putHeader);
        if (problem.retryAfterMs() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(problem.retryAfterMs())));
        }
        end(response, body);
    }

    /** A request may have no path, as in {@code POST ?a=b}. */
    private static String place(HttpServerRequest request) {
        String path = request.path();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static long wholeSeconds(long millis) {
        return Math.max(1, (millis + 999) / 1000);
    }

    private static HttpServerResponse head(HttpServerRequest request, String requestId, int status) {
        HttpServerResponse response = request.response().setStatusCode(status);
        response.putHeader(REQUEST_ID, requestId);
        response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        return response.putHeader(OPTIONS, NO_SNIFF);
    }

    /** The caller has hung up, or has its answer, or, when a route of a user failed half-way, a part of it. */
    private static boolean isGone(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.headWritten() && !response.ended()) {
            request.connection().close();
        }
        return response.headWritten() || response.ended() || response.closed();
    }

    private static void end(HttpServerResponse response, Buffer body) {
        if (body == null) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private Buffer masked(ObjectWriter writer, Object value) {
        try {
            return Buffer.buffer(masking.apply(writer.writeValueAsString(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of " + value.getClass().getSimpleName() + " is not JSON", e);
        }
    }
}
