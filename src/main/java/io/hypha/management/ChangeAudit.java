package io.hypha.management;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.integration.Change;
import io.hypha.integration.ChangeListener;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records changes that come through files and Java, with the codes that the REST door has for failures. What cannot be recorded
 * is reported as failed. A file that stays refused for the same reason is tried again and again: that is recorded once.
 */
public final class ChangeAudit implements ChangeListener {
    private static final int MOST_REFUSALS = 10_000;

    private final AuditLog audit;
    private final Clock clock;

    /** Why each file's integration was refused last. */
    private final Map<String, String> refusals = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REFUSALS;
        }
    });

    public ChangeAudit(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void changed(Change change) {
        if (change.failure() == null) {
            refusals.remove(subject(change));
            if (change.effective()) {
                record(change, "success", null);
            }
            return;
        }
        ProblemDocument problem = Problems.of(change.failure(), change.actor());
        String reason = problem.code() + " " + problem.detail();
        boolean known = change.door().equals("file") && reason.equals(refusals.get(subject(change)));
        if (!known) {
            record(change, problem.code(), CallAudit.shortened(problem.detail()));
            refusals.put(subject(change), reason);
        }
    }

    private static String subject(Change change) {
        return change.actor() + " " + change.integrationId();
    }

    private void record(Change change, String outcome, String detail) {
        audit.record(new AuditEvent(
                clock.instant(),
                change.actor(),
                change.door(),
                "integration." + change.kind().label(),
                change.integrationId(),
                outcome,
                RequestIds.next(),
                detail));
    }
}
