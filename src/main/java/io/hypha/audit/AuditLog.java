package io.hypha.audit;

import java.util.List;

/** Takes events of all doors. Thread-safe. */
public interface AuditLog {
    /** A change: stored before this returns. Throws if it cannot be: then the call must not be acknowledged. */
    void record(AuditEvent event);

    /**
     * An execution, a call that changed nothing, or a request that may come as often: queued, stored within a second; counted in
     * {@link #dropped} where the queue is full. Never blocks.
     */
    void recordExecution(AuditEvent event);

    /**
     * A request without a good key, which anybody may send in any number: those of one source are counted together, and never
     * take the place of executions. Never blocks.
     *
     * @param source the sender's address
     */
    void recordDenial(AuditEvent event, String source);

    List<AuditEvent> find(AuditQuery query);

    /** Execution events lost to a full queue since start. */
    long dropped();
}
