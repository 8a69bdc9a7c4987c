package io.hypha.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps events in memory, and fails or waits when told to. */
final class MemoryAuditStore implements AuditStore {
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    volatile int failures;

    @Override
    public synchronized void append(List<AuditEvent> added) {
        if (broken) {
            failures++;
            throw new IllegalStateException("the disk is full");
        }
        batches.add(added.size());
        events.addAll(added);
    }

    @Override
    public void appendBehind(List<AuditEvent> added) {
        append(added);
    }

    @Override
    public List<AuditEvent> find(AuditQuery query) {
        return events.stream().limit(query.limit()).toList();
    }

    @Override
    public synchronized int deleteBefore(Instant oldest) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        List<AuditEvent> old = new ArrayList<>(events);
        old.removeIf(event -> !event.at().isBefore(oldest));
        events.removeAll(old);
        return old.size();
    }
}
