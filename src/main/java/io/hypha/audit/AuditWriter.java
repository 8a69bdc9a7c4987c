package io.hypha.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores queued events in batches, on a thread of its own. What cannot be stored is tried again, and never lost uncounted. */
final class AuditWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private static final int BATCH = 1000;
    private static final long GATHER_MILLIS = 250;
    private static final long RETRY_MILLIS = 1000;

    private final AuditStore store;
    private final Redaction redaction;
    private final Clock clock;
    private final BlockingQueue<AuditEvent> queue;
    private final Denials denials = new Denials();
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "hypha-audit");
    private boolean failing;

    AuditWriter(AuditStore store, Redaction redaction, Clock clock, int capacity) {
        this.store = store;
        this.redaction = redaction;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void offer(AuditEvent event) {
        if (isClosing()) {
            dropped.increment();
        } else if (!queue.offer(event)) {
            dropped.increment();
            overflowed();
        }
    }

    void deny(AuditEvent event, String source) {
        denials.add(event, source);
    }

    private void overflowed() {
        if (overflowing.compareAndSet(false, true)) {
            LOG.error("Audit events come faster than they can be stored: some are dropped, and counted");
        }
    }

    long dropped() {
        return dropped.sum();
    }

    /** Not by interrupt: that would break what the store is writing. */
    void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        giveUp(queue.drainTo(new ArrayList<>()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<AuditEvent> batch = new ArrayList<>(BATCH);
        try {
            while (!isClosing() || !queue.isEmpty()) {
                gather(batch);
                batch.addAll(denials.due(clock.instant()));
                if (!store(batch)) {
                    giveUp(batch.size());
                    return;
                }
                batch.clear();
            }
            batch.addAll(denials.rest());
            if (!store(batch)) {
                giveUp(batch.size());
            }
        } catch (InterruptedException e) {
            giveUp(batch.size());
        }
    }

    private void gather(List<AuditEvent> batch) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
        queue.drainTo(batch, BATCH);
        while (batch.size() < BATCH && !isClosing()) {
            AuditEvent next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    /** False where it could not be stored before the end. */
    private boolean store(List<AuditEvent> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return true;
        }
        while (!tryToStore(batch)) {
            if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                return tryToStore(batch);
            }
        }
        return true;
    }

    private boolean tryToStore(List<AuditEvent> batch) {
        try {
            store.appendBehind(batch.stream().map(redaction::apply).toList());
            recovered();
            drained();
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void failed(RuntimeException cause) {
        if (!failing) {
            failing = true;
            LOG.error("Cannot store audit events; trying again each second: {}", cause.getMessage(), cause);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Audit events are stored again; {} were dropped since start", dropped());
        }
    }

    private void drained() {
        if (queue.isEmpty() && overflowing.compareAndSet(true, false)) {
            LOG.info("Audit events are stored as they come again; {} were dropped since start", dropped());
        }
    }

    private void giveUp(int events) {
        if (events > 0) {
            dropped.add(events);
            LOG.error("{} audit events were not stored before the end", events);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
