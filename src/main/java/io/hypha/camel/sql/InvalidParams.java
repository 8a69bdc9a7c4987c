package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Problem;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the params that a statement has with those that a caller gave. */
final class InvalidParams {
    private InvalidParams() {}

    /**
     * Every param must be given and none else, for a misspelt name would else be a silent null.
     *
     * @param optional params that need not be given
     * @throws ExecutionFailure with all problems
     */
    static void check(String pointer, Collection<String> wanted, Set<String> optional, JsonNode given) {
        Set<String> names = new TreeSet<>();
        given.fieldNames().forEachRemaining(names::add);
        Set<String> extra = new TreeSet<>(names);
        extra.removeAll(wanted);
        List<Problem> problems = new ArrayList<>();
        for (String name : extra) {
            problems.add(Problem.of(pointer + "/" + name, "unknown", "the statement has no param ':" + name + "'")
                    .withClosest(name, wanted));
        }
        for (String name : new TreeSet<>(wanted)) {
            if (!names.contains(name) && !optional.contains(name)) {
                problems.add(Problem.of(pointer, "required", "the statement's param '" + name + "' is missing")
                        .withClosest(name, extra));
            }
        }
        if (!problems.isEmpty()) {
            throw failure(problems);
        }
    }

    static ExecutionFailure of(String pointer, String rule, String message) {
        return failure(List.of(Problem.of(pointer, rule, message)));
    }

    private static ExecutionFailure failure(List<Problem> problems) {
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return ExecutionFailure.failure(FailureCode.INVALID_PARAMS, Outcome.NOT_SENT, problems.get(0) + more)
                .problems(problems)
                .build();
    }
}
