package io.hypha.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that nobody interrupts: an interrupt would close H2's file in the middle of a write, or let a commit return before it
 * is on the disk.
 */
final class StoreThreads implements AutoCloseable {
    private static final long CALL_SECONDS = 60;
    private static final long CLOSE_SECONDS = 30;

    private final ExecutorService threads;

    StoreThreads(int size) {
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "hypha-store-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Waits for the work's answer, also if the caller is interrupted meanwhile.
     *
     * @param title begins the message where there is none
     */
    <T> T call(String title, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads)
                    .orTimeout(CALL_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw unwrap(title, e.getCause());
        } catch (RejectedExecutionException e) {
            throw new StoreException(title + "it is closed, as Hypha is stopping", e);
        }
    }

    private static RuntimeException unwrap(String title, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof TimeoutException
                ? new StoreException(
                        title + "no answer within " + CALL_SECONDS + " s. Check the disk or the server", cause)
                : (RuntimeException) cause;
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        threads.shutdown();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        boolean interrupted = false;
        while (!threads.isTerminated() && System.nanoTime() < end) {
            try {
                threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
