package io.hypha.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Collects a request's body, up to a limit, and reads it. */
final class Bodies {
    private final int limit;

    /** @param limit bytes */
    Bodies(int limit) {
        this.limit = limit;
    }

    /**
     * Must be called on the event loop, in the turn that brought the request.
     *
     * @return fails with ProblemException 413, or 400 when the connection is lost
     */
    Future<Buffer> collect(HttpServerRequest request) {
        if (announced(request) > limit) {
            return Future.failedFuture(tooLarge());
        }
        return new Collector(request).promise.future();
    }

    /** @throws ProblemException 400 unless it is empty or a JSON object */
    static Optional<ObjectNode> object(Buffer body) {
        if (body.length() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(object(Documents.json(body.getBytes(), "request").root()));
        } catch (InvalidDocumentException e) {
            throw new ProblemException(Problems.of(ProblemType.MALFORMED_REQUEST, e));
        }
    }

    private static ObjectNode object(JsonNode root) {
        if (root instanceof ObjectNode document) {
            return document;
        }
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body must be a JSON object, in braces.");
    }

    private static long announced(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "Content-Length must be a number.");
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemDocument.of(ProblemType.PAYLOAD_TOO_LARGE)
                .detail("The body must have at most " + limit + " bytes (hypha.http.max-body).")
                .build());
    }

    /** Most bodies come in one piece, which is kept as it is. */
    private final class Collector {
        private final Promise<Buffer> promise = Promise.promise();
        private Buffer body;

        Collector(HttpServerRequest request) {
            request.handler(this::add);
            request.endHandler(end -> promise.tryComplete(body == null ? Buffer.buffer() : body));
            request.exceptionHandler(lost -> promise.tryFail(
                    new ProblemException(ProblemType.MALFORMED_REQUEST, "The request ended before its body did.")));
        }

        private void add(Buffer piece) {
            if (promise.future().isComplete()) {
                return;
            }
            if ((body == null ? 0 : body.length()) + piece.length() > limit) {
                body = null;
                promise.tryFail(tooLarge());
            } else {
                body = body == null ? piece : body.appendBuffer(piece);
            }
        }
    }
}
