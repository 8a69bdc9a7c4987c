package io.hypha;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import io.hypha.integration.ExecutionListener;
import java.time.Duration;
import java.util.Map;

/** Calls that have ended, as listeners hear of them. */
final class FinishedCalls {
    private final ExecutionListener listener;

    FinishedCalls(ExecutionListener listener) {
        this.listener = listener;
    }

    void succeed() {
        tell(result(Source.LIVE), null);
    }

    void fail(FailureCode code) {
        tell(null, failure(code));
    }

    void fallBack(FailureCode code) {
        tell(result(Source.FALLBACK), failure(code));
    }

    private void tell(ExecutionResult result, ExecutionFailure failure) {
        ExecutionRequest request = new ExecutionRequest(
                "e1", "crm", JsonNodeFactory.instance.objectNode(), new Caller("tester", "rest", "r1"));
        listener.executed(request, "get_data", result, failure, 2, Duration.ofMillis(40));
    }

    private static ExecutionResult result(Source source) {
        return new ExecutionResult(
                "e1", "crm", "get_data", "success", JsonNodeFactory.instance.nullNode(), 2, 40, source, Map.of());
    }

    private static ExecutionFailure failure(FailureCode code) {
        return ExecutionFailure.failure(code, Outcome.UNKNOWN, "it failed").build();
    }
}
