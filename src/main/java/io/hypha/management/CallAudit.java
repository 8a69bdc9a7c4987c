package io.hypha.management;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.secret.Masking;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each management call. A change is stored before it is acknowledged, and is not acknowledged where that fails; what changed
 * nothing is queued, so that it is answered also while the database is away.
 */
final class CallAudit {
    private static final Logger LOG = LoggerFactory.getLogger(CallAudit.class);
    private static final int LONGEST_DETAIL = 500;

    private final AuditLog audit;
    private final Masking masking;
    private final Clock clock;

    CallAudit(AuditLog audit, Masking masking, Clock clock) {
        this.audit = audit;
        this.masking = masking;
        this.clock = clock;
    }

    /**
     * Blocks where the call changed something.
     *
     * @param problem null if the call was done
     * @throws ProblemException 503 if a change cannot be recorded
     */
    void record(Call call, ProblemDocument problem) {
        AuditEvent event = new AuditEvent(
                clock.instant(),
                call.principal().name(),
                "rest",
                call.endpoint().action(),
                call.integration(),
                problem == null ? "success" : problem.code(),
                call.requestId(),
                detail(call, problem));
        if (problem == null && call.endpoint().isChange()) {
            store(call, event);
        } else {
            audit.recordExecution(event);
        }
    }

    private void store(Call call, AuditEvent event) {
        try {
            audit.record(event);
        } catch (RuntimeException e) {
            LOG.error("request {} cannot be recorded in the audit", call.requestId(), e);
            throw new ProblemException(
                    ProblemDocument.of(ProblemType.AUDIT_UNAVAILABLE).unsafe().build());
        }
    }

    private String detail(Call call, ProblemDocument problem) {
        String more = problem == null ? subject(call) : shortened(masking.mask(problem.detail()));
        return RequestAudit.by(call.principal()) + (more == null ? "" : " " + more);
    }

    /** What the resource says of it, or the connector that the path names, if any. */
    private static String subject(Call call) {
        return call.subject() == null ? call.path("name") : call.subject();
    }

    static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }
}
