package io.hypha.management;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Answers what is not HTTP, or too much of it. The connection cannot be used further. */
final class InvalidRequests {
    private final Responder responder;

    InvalidRequests(Responder responder) {
        this.responder = responder;
    }

    void handle(HttpServerRequest request) {
        ProblemType type = type(request.decoderResult().cause());
        refuse(request, type, type == ProblemType.MALFORMED_REQUEST ? "This is not HTTP/1.1." : type.advice());
    }

    /**
     * Of what can be read, the way in which two programs may find different requests in the same bytes (RFC 9112, 3.2 and 6.3): such
     * a request could take another one past a proxy in front.
     *
     * @return whether the request was refused
     */
    boolean refuses(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return false;
        }
        String complaint = Framing.complaint(request.version(), request.headers());
        if (complaint != null) {
            refuse(request, ProblemType.MALFORMED_REQUEST, complaint);
        }
        return complaint != null;
    }

    private void refuse(HttpServerRequest request, ProblemType type, String detail) {
        String requestId = RequestIds.next();
        // What was sent as the path need not be one.
        responder.problem(
                request,
                requestId,
                ProblemDocument.of(type)
                        .detail(detail)
                        .header("Connection", "close")
                        .build()
                        .at("/", requestId));
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
