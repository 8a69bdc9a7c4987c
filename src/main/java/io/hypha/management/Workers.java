package io.hypha.management;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The threads on which management calls may block, and the bound of such calls at a time. */
final class Workers implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int MOST_CALLS = 512;
    private static final long RETRY_MS = 1_000;

    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService executor;

    Workers() {
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "hypha-management-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the task on a worker and, when its stage completes, {@code then} on a worker again.
     *
     * @return fails with ProblemException 503 where too much is going on
     */
    CompletableFuture<Answer> run(Supplier<CompletionStage<Answer>> task, BiFunction<Answer, Throwable, Answer> then) {
        return admitted(() -> CompletableFuture.supplyAsync(task, executor)
                .thenCompose(stage -> stage)
                .handleAsync(then, executor));
    }

    /** Runs the task on a worker; fails like the other. */
    CompletableFuture<Answer> run(Supplier<Answer> task) {
        return admitted(() -> CompletableFuture.supplyAsync(task, executor));
    }

    private CompletableFuture<Answer> admitted(Supplier<CompletableFuture<Answer>> work) {
        if (calls.incrementAndGet() > MOST_CALLS) {
            calls.decrementAndGet();
            return CompletableFuture.failedFuture(busy());
        }
        return work.get().whenComplete((answer, thrown) -> calls.decrementAndGet());
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemDocument.of(ProblemType.UNAVAILABLE)
                .detail(MOST_CALLS + " management calls are being worked on; call again in a moment.")
                .retryAfterMs(RETRY_MS)
                .build());
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
