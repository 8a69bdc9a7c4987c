package io.hypha.management;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or too much of it. The connection cannot be used further. */
final class InvalidRequests {
    private final Responder responder;

    InvalidRequests(Responder responder) {
        this.responder = responder;
    }

    void handle(HttpServerRequest request) {
        ProblemType type = type(request.decoderResult().cause());
        ProblemDocument problem = ProblemDocument.of(type)
                .detail(type == ProblemType.MALFORMED_REQUEST ? "This is not HTTP/1.1." : type.advice())
                .header("Connection", "close")
                .build();
        responder.problem(request, RequestIds.next(), problem);
        request.connection().close();
    }

    private static ProblemType type(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ProblemType.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? ProblemType.HEADERS_TOO_LARGE
                : ProblemType.MALFORMED_REQUEST;
    }
}
