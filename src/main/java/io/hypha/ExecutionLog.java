package io.hypha;

import io.hypha.config.Logging;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.ExecutionListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Logs calls with their ids: failures of backends at WARN, also where a fallback answered, the caller's own at INFO, and what
 * happens thousands of times a second, successes and calls refused before they were sent, at DEBUG.
 */
final class ExecutionLog implements ExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.hypha.execution");

    @Override
    public void executed(
            ExecutionRequest request,
            String action,
            ExecutionResult result,
            ExecutionFailure failure,
            int attempts,
            Duration duration) {
        Level level = failure == null ? Level.DEBUG : level(failure);
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        try (var integration = MDC.putCloseable(Logging.INTEGRATION_ID, request.integrationId());
                var execution = MDC.putCloseable(Logging.EXECUTION_ID, request.executionId());
                var id = MDC.putCloseable(Logging.REQUEST_ID, request.caller().requestId())) {
            LOG.atLevel(level)
                    .log(
                            "{} after {} attempts in {} ms{}",
                            what(result, failure),
                            attempts,
                            duration.toMillis(),
                            failure == null ? "" : ": " + failure.getMessage());
        }
    }

    private static Level level(ExecutionFailure failure) {
        return switch (failure.fault()) {
            case LIMIT -> Level.DEBUG;
            case CALLER -> Level.INFO;
            case ANSWER, BACKEND -> Level.WARN;
        };
    }

    private static String what(ExecutionResult result, ExecutionFailure failure) {
        if (failure == null) {
            return "success";
        }
        String code = failure.code().label();
        return result == null ? code : result.source().label() + " for " + code;
    }
}
