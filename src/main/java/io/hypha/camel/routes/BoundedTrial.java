package io.hypha.camel.routes;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Trials that end, on threads of their own: some components contact their server while a route is built, and wait for it.
 * Thread-safe.
 */
public final class BoundedTrial implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ExecutorService threads;

    /** @param name of the threads, of which there are as many as there are trials at once */
    public BoundedTrial(String name) {
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** For what surrounds the trials: it may wait for them. */
    public Executor threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** @throws InvalidDocumentException if the trial throws, or does not end in time */
    public <T> T run(Callable<T> trial) {
        Future<T> running = threads.submit(trial);
        try {
            return running.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failed("its routes could not be built within " + LIMIT.toSeconds()
                    + " s: a component waits for a server that does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("the runtime is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidDocumentException invalid) {
                throw invalid;
            }
            throw failed("its routes could not be built: " + e.getCause());
        } finally {
            running.cancel(true);
        }
    }

    private static InvalidDocumentException failed(String message) {
        return new InvalidDocumentException(Problem.of("", "trial", message));
    }
}
