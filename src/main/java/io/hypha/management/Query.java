package io.hypha.management;

import io.hypha.config.Problem;
import io.hypha.config.Suggestions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The parameters of a request's query. A parameter that an endpoint does not know is an error, so that no filter is lost. */
final class Query {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final int LARGEST_LIST = 100;

    private final MultiMap values;

    private Query(MultiMap values) {
        this.values = values;
    }

    static Query of(HttpServerRequest request) {
        try {
            return new Query(request.params());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The query is not percent-encoded as it should be.");
        }
    }

    /** @throws ProblemException 400 if there is any other parameter, or one of these twice */
    Query only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : values.names()) {
            if (!known.contains(name)) {
                throw invalid(Problem.of("/" + name, "unknown", "is no parameter of this call")
                        .withSuggestion(Suggestions.closest(name, known).orElse(null)));
            }
            if (values.getAll(name).size() > 1) {
                throw invalid(Problem.of("/" + name, "unique", "must be given once"));
            }
        }
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws ProblemException 400 if it is there, but none of these */
    Optional<String> oneOf(String name, List<String> known) {
        Optional<String> value = text(name);
        value.filter(given -> !known.contains(given)).ifPresent(given -> {
            throw invalid(Problem.of("/" + name, "enum", "must be one of " + known + ": '" + given + "'")
                    .withSuggestion(Suggestions.closest(given, known).orElse(null)));
        });
        return value;
    }

    /** The values of a parameter that may have several, between commas; empty if it is missing. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(values -> Arrays.stream(values.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .limit(LARGEST_LIST)
                .toList();
    }

    Optional<Instant> instant(String name) {
        return parsed(name, Instant::parse, "must be a time such as 2026-01-31T12:00:00Z");
    }

    int limit() {
        int limit = parsed("limit", Integer::valueOf, "must be a whole number").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw invalid(Problem.of("/limit", "range", "must be from 1 to " + LARGEST_LIMIT + ": " + limit));
        }
        return limit;
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parser, String rule) {
        try {
            return text(name).map(parser);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw invalid(Problem.of("/" + name, "format", rule));
        }
    }

    /** A 400 that names the parameter. */
    static ProblemException invalid(Problem problem) {
        return new ProblemException(ProblemDocument.of(ProblemType.MALFORMED_REQUEST)
                .detail("Query parameter " + problem.pointer().substring(1) + " " + problem.message())
                .problems(List.of(problem))
                .build());
    }
}
