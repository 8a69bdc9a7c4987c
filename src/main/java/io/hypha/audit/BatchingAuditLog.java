package io.hypha.audit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The audit over a store. Management events are stored as they come; executions by one thread, in batches. Events older than
 * the retention are deleted hourly. While the store fails, executions wait in the queue, and are counted as dropped once it is
 * full.
 */
public final class BatchingAuditLog implements AuditLog, AutoCloseable {
    static final int QUEUE = 50_000;

    private final AuditStore store;
    private final Redaction redaction;
    private final AuditWriter writer;
    private final Retention retention;

    /**
     * Starts its threads.
     *
     * @param masker removes secrets from text; the detail of every event goes through it
     * @param keep how long events are kept
     */
    public BatchingAuditLog(AuditStore store, UnaryOperator<String> masker, Duration keep, Clock clock) {
        this(store, masker, keep, clock, QUEUE);
    }

    BatchingAuditLog(AuditStore store, UnaryOperator<String> masker, Duration keep, Clock clock, int queue) {
        this.store = requireNonNull(store, "store is null");
        this.redaction = new Redaction(masker);
        this.retention = new Retention(store, keep, clock);
        this.writer = new AuditWriter(store, redaction, clock, queue);
        writer.start();
        retention.start();
    }

    @Override
    public void record(AuditEvent event) {
        store.append(List.of(redaction.apply(event)));
    }

    @Override
    public void recordExecution(AuditEvent event) {
        writer.offer(event);
    }

    @Override
    public void recordDenial(AuditEvent event, String source) {
        writer.deny(event, source);
    }

    @Override
    public List<AuditEvent> find(AuditQuery query) {
        return store.find(query);
    }

    @Override
    public long dropped() {
        return writer.dropped();
    }

    /** Stores what is queued, and returns when that is done or has failed. To be called before the store is closed. */
    @Override
    public void close() {
        retention.close();
        writer.close();
    }
}
