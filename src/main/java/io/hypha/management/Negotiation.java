package io.hypha.management;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether the caller takes and sends JSON. */
final class Negotiation {
    private static final List<String> ACCEPTED = List.of("application/json", "application/*", "*/*");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private Negotiation() {}

    /** @throws ProblemException 406 */
    static void checkAccept(HttpServerRequest request) {
        String accept = request.headers().get(HttpHeaders.ACCEPT);
        if (accept != null && ACCEPTED.stream().noneMatch(accept::contains)) {
            throw new ProblemException(
                    ProblemType.NOT_ACCEPTABLE, "Answers are application/json; the Accept header excludes it.");
        }
    }

    /** @throws ProblemException 415; a body without a type is taken for JSON */
    static void checkContentType(HttpServerRequest request) {
        String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isJson(type)) {
            throw new ProblemException(ProblemDocument.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)
                    .header("Accept", "application/json")
                    .build());
        }
    }

    /** @throws ProblemException 405 unless it is GET or HEAD */
    static void checkReading(HttpServerRequest request) {
        if (!READING.contains(request.method())) {
            throw new ProblemException(ProblemDocument.of(ProblemType.METHOD_NOT_ALLOWED)
                    .header("Allow", "GET, HEAD")
                    .build());
        }
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || (media.startsWith("application/") && media.endsWith("+json"));
    }
}
