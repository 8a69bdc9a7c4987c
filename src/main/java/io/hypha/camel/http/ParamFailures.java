package io.hypha.camel.http;

import io.hypha.config.Problem;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.util.List;

/** Failures of calls whose params do not fit; nothing was sent. */
final class ParamFailures {
    private ParamFailures() {}

    static ExecutionFailure missing(String param, String where) {
        return wrong(param, "required", "is missing: " + where + " needs it");
    }

    /** The value itself is not told: it may be a secret. */
    static ExecutionFailure wrong(String param, String rule, String message) {
        return ExecutionFailure.failure(
                        FailureCode.INVALID_PARAMS, Outcome.NOT_SENT, "param '" + param + "' " + message)
                .problems(List.of(Problem.of("/params/" + pointer(param), rule, message)))
                .build();
    }

    private static String pointer(String param) {
        return param.replace("~", "~0").replace("/", "~1");
    }
}
