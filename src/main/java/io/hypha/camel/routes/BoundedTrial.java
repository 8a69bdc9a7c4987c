package io.hypha.camel.routes;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A trial that ends: some components contact their server while a route is built, and wait for it. */
final class BoundedTrial {
    private final Trial trial;
    private final Duration limit;
    private final ExecutorService threads;

    BoundedTrial(Trial trial, Duration limit, ExecutorService threads) {
        this.trial = trial;
        this.limit = limit;
        this.threads = threads;
    }

    /** @throws InvalidDocumentException if the file does not build, or not in time */
    Blueprint run(DroppedFile file) {
        Future<Blueprint> running = threads.submit(() -> trial.run(file));
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
