package io.hypha.audit;

import java.time.Instant;
import java.util.List;

/** Where audit events are kept. Thread-safe. */
public interface AuditStore {
    /** Keeps all of them or none; durable when it returns. */
    void append(List<AuditEvent> events);

    /** As {@link #append}, but what is not a second old may be lost if the process is killed. */
    void appendBehind(List<AuditEvent> events);

    List<AuditEvent> find(AuditQuery query);

    /** Deletes what is older, and returns how many that were. */
    int deleteBefore(Instant oldest);
}
