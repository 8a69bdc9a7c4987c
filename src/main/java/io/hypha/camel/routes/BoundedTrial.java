package io.hypha.camel.routes;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Trials that end: some components contact their server while a route is built, and wait for it. */
public final class BoundedTrial {
    private final Duration limit;
    private final ExecutorService threads;

    public BoundedTrial(Duration limit, ExecutorService threads) {
        this.limit = limit;
        this.threads = threads;
    }

    /** @throws InvalidDocumentException if the trial throws, or does not end in time */
    public <T> T run(Callable<T> trial) {
        Future<T> running = threads.submit(trial);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failed("its routes could not be built within " + limit.toSeconds()
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
