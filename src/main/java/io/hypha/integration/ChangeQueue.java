package io.hypha.integration;

import io.hypha.integration.IntegrationException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that change integrations, until the runtime ends: one change of an id after another, different ids side by side. */
final class ChangeQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeQueue.class);
    private static final int THREADS = 4;

    private final ExecutorService executor;
    private final KeyedQueue queue;
    private volatile boolean closing;

    ChangeQueue() {
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "hypha-change-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.queue = new KeyedQueue(executor);
    }

    /** For what blocks after a change. */
    Executor executor() {
        return executor;
    }

    /** Fails with UNAVAILABLE once the runtime is stopping, also where the change waited for its turn till then. */
    <T> CompletionStage<T> submit(String id, Supplier<CompletionStage<T>> change) {
        return closing ? CompletableFuture.failedFuture(stopping()) : queue.submit(id, () -> unlessClosing(change));
    }

    private <T> CompletionStage<T> unlessClosing(Supplier<CompletionStage<T>> change) {
        if (closing) {
            throw stopping();
        }
        return change.get();
    }

    private static IntegrationException stopping() {
        return new IntegrationException(Reason.UNAVAILABLE, "the runtime is stopping");
    }

    /** No change begins after this. */
    void closing() {
        closing = true;
    }

    /** Waits for the changes that were under way. */
    void close(Duration longest) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a change was still under way after {}", longest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
