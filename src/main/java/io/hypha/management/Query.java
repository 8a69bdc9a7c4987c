package io.hypha.management;

import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of a request's query. One that its call does not declare is an error, so that no filter is lost. */
final class Query {
    private static final int LARGEST_LIST = 100;

    private final MultiMap values;
    private final List<Parameter> declared;

    private Query(MultiMap values, List<Parameter> declared) {
        this.values = values;
        this.declared = declared;
    }

    /** @throws ProblemException 400 if it cannot be decoded, for any other parameter, one given twice, and values that none can have */
    static Query of(HttpServerRequest request, List<Parameter> declared) {
        Query query = new Query(decoded(request), declared);
        query.values.names().forEach(query::check);
        return query;
    }

    private static MultiMap decoded(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The query is not percent-encoded as it should be.");
        }
    }

    private void check(String name) {
        Parameter parameter = find(name).orElseThrow(() -> unknown(name));
        List<String> given = values.getAll(name);
        if (given.size() > 1) {
            throw invalid(name, Problem.of("", "unique", "must be given once"));
        }
        parameter.check(given.get(0));
    }

    private ProblemException unknown(String name) {
        List<String> names = declared.stream().map(Parameter::name).toList();
        String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
        return invalid(
                name,
                Problem.of("", "unknown", "is no parameter of this call; " + known)
                        .withClosest(name, names));
    }

    private Optional<Parameter> find(String name) {
        return declared.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** @throws IllegalArgumentException if the call declares no such parameter */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(demand(name).name()));
    }

    private Parameter demand(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("query parameter not declared: " + name));
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
        return text(name).map(Instant::parse);
    }

    int limit() {
        Parameter.Whole limit = (Parameter.Whole) demand("limit").values();
        return text("limit").map(Integer::parseInt).orElse(limit.preset());
    }

    /** A 400 that names the parameter. */
    static ProblemException invalid(String name, Problem fault) {
        Problem problem = fault.under(Pointers.child("", name));
        String closest = fault.suggestion() == null ? "" : " (did you mean '" + fault.suggestion() + "'?)";
        return new ProblemException(ProblemDocument.of(ProblemType.MALFORMED_REQUEST)
                .detail("Query parameter " + name + " " + problem.message() + closest)
                .problems(List.of(problem))
                .build());
    }
}
