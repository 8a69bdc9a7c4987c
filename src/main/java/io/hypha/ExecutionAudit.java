package io.hypha;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.ExecutionListener;
import java.time.Clock;
import java.time.Duration;

/** Leaves an audit event of each call of an integration, whichever door it came through. */
final class ExecutionAudit implements ExecutionListener {
    private static final int LONGEST_TEXT = 256;

    private final AuditLog audit;
    private final Clock clock;

    ExecutionAudit(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void executed(
            ExecutionRequest request,
            String action,
            ExecutionResult result,
            ExecutionFailure failure,
            int attempts,
            Duration duration) {
        String outcome = result == null ? failure.code().label() : result.outcome();
        String detail = "action=" + cut(action) + " attempts=" + attempts + " ms=" + duration.toMillis();
        boolean covered = result != null && failure != null;
        record(
                request,
                outcome,
                covered
                        ? detail + " source=" + result.source().label() + " for="
                                + failure.code().label()
                        : detail);
    }

    @Override
    public void unknown(ExecutionRequest request, ExecutionFailure failure) {
        record(request, failure.code().label(), "action=" + cut(request.action()));
    }

    private void record(ExecutionRequest request, String outcome, String detail) {
        audit.recordExecution(new AuditEvent(
                clock.instant(),
                request.caller().name(),
                request.caller().door(),
                "execution",
                cut(request.integrationId()),
                outcome,
                request.caller().requestId(),
                "execution_id=" + request.executionId() + " " + detail + by(request)));
    }

    private static String by(ExecutionRequest request) {
        String key = request.caller().keyId();
        return key == null ? "" : " by_key=" + key;
    }

    /** Ids and actions of refused calls are whatever a caller made up. */
    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
