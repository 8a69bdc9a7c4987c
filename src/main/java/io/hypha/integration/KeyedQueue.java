package io.hypha.integration;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs tasks of the same key one after another, of different keys side by side. Thread-safe. */
final class KeyedQueue {
    private final Executor executor;
    private final Map<String, CompletableFuture<?>> tails = new ConcurrentHashMap<>();

    KeyedQueue(Executor executor) {
        this.executor = executor;
    }

    /** The task runs on the executor when those before it have completed; its stage is the result. */
    <T> CompletionStage<T> submit(String key, Supplier<CompletionStage<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<?> mine = tails.compute(key, (ignored, tail) -> after(tail, task, result));
        var unused = result.whenComplete((value, thrown) -> tails.remove(key, mine));
        return result;
    }

    private <T> CompletableFuture<?> after(
            CompletableFuture<?> tail, Supplier<CompletionStage<T>> task, CompletableFuture<T> result) {
        CompletableFuture<?> before = tail == null ? CompletableFuture.completedFuture(null) : tail;
        return before.handleAsync((value, thrown) -> task.get(), executor)
                .thenCompose(stage -> stage)
                .handle((value, thrown) ->
                        thrown == null ? result.complete(value) : result.completeExceptionally(cause(thrown)));
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
