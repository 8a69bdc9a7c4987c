package io.hypha.management;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the caller takes and sends JSON. */
final class Negotiation {
    /** Who takes problems takes answers of JSON, too: where a call answers with no content, its document names nothing else. */
    private static final Set<String> ACCEPTED =
            Set.of("application/json", "application/problem+json", "application/*", "*/*");

    private static final Pattern EXCLUDED = Pattern.compile("\\s*q\\s*=\\s*0(\\.0*)?\\s*");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private Negotiation() {}

    /** @throws ProblemException 406 */
    static void checkAccept(HttpServerRequest request) {
        List<String> accept = request.headers().getAll(HttpHeaders.ACCEPT);
        if (!accept.isEmpty() && accept.stream().noneMatch(Negotiation::takesJson)) {
            throw new ProblemException(
                    ProblemType.NOT_ACCEPTABLE, "Answers are application/json; the Accept header excludes it.");
        }
    }

    /** The field's media ranges with their weights, RFC 9110 12.5.1. */
    private static boolean takesJson(String accept) {
        return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(","))
                .map(range -> range.split(";", -1))
                .filter(range -> ACCEPTED.contains(range[0].strip()))
                .anyMatch(range -> Arrays.stream(range).noneMatch(EXCLUDED.asMatchPredicate()));
    }

    /** @throws ProblemException 415; a body without a type is taken for JSON, and one that nobody reads is not looked at */
    static void checkContentType(HttpServerRequest request, Takes takes) {
        String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !takes.media().isEmpty() && !takes.media().contains(media(type))) {
            String known = String.join(", ", takes.media());
            throw new ProblemException(ProblemDocument.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)
                    .detail("Send the body as " + known + ".")
                    .header("Accept", known)
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

    private static String media(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
