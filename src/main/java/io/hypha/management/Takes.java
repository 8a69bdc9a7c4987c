package io.hypha.management;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What requests of a call may carry beside their path.
 *
 * @param media types of the body, the usual one first; empty if the call needs none, and then any is ignored
 * @param needsBody whether there must be one
 */
record Takes(List<Parameter> query, Set<Condition> conditions, List<String> media, boolean needsBody) {
    Takes {
        query = List.copyOf(query);
        conditions = Set.copyOf(conditions);
        media = List.copyOf(media);
    }

    static Takes nothing() {
        return new Takes(List.of(), Set.of(), List.of(), false);
    }

    static Takes query(Parameter... query) {
        return new Takes(List.of(query), Set.of(), List.of(), false);
    }

    /** A JSON object. */
    static Takes json() {
        return new Takes(List.of(), Set.of(), List.of("application/json"), true);
    }

    /** The body may be missing. */
    Takes optional() {
        return new Takes(query, conditions, media, false);
    }

    /** The body may have another type. */
    Takes orElse(String type) {
        return new Takes(query, conditions, List.of(media.get(0), type), needsBody);
    }

    /** The call heeds these conditions. */
    Takes on(Condition... heeded) {
        return new Takes(query, Set.of(heeded), media, needsBody);
    }

    /** @throws ProblemException 400 for a condition that would not be heeded: the caller relies on it */
    void conditions(HttpServerRequest request, Endpoint endpoint) {
        for (Condition condition : Condition.values()) {
            if (!conditions.contains(condition) && request.headers().contains(condition.header())) {
                throw new ProblemException(
                        ProblemType.MALFORMED_REQUEST,
                        condition.header() + " means nothing to " + endpoint + ", which was not done; it heeds "
                                + heeded() + ".");
            }
        }
    }

    private String heeded() {
        return conditions.isEmpty()
                ? "no condition"
                : conditions.stream().map(Condition::header).sorted().collect(Collectors.joining(" and ")) + " only";
    }
}
