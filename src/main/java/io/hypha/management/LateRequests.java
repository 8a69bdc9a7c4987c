package io.hypha.management;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Answers what comes while the runtime is stopping: another one may take it. */
final class LateRequests {
    private static final long RETRY_MS = 1_000;

    private final Responder responder;

    LateRequests(Responder responder) {
        this.responder = responder;
    }

    void handle(HttpServerRequest request) {
        // HTTP/2 has no such header, and closes connections by itself.
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        responder.problem(
                request,
                RequestIds.of(request),
                ProblemDocument.of(ProblemType.UNAVAILABLE)
                        .detail("The runtime is stopping.")
                        .retryAfterMs(RETRY_MS)
                        .build());
    }
}
