package io.hypha.camel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that integrations share. */
public final class Pools implements AutoCloseable {
    /** Threads on which dropped routes go on; what is beyond waits, and delays nobody but dropped routes. */
    private static final int ROUTES = 64;

    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor routes;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param most worker threads, for connectors that block; idle ones end after a minute
     */
    public Pools(int most) {
        this.workers =
                new ThreadPoolExecutor(0, most, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), named("hypha-worker-"));
        this.routes = new ThreadPoolExecutor(
                ROUTES, ROUTES, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), named("hypha-route-"));
        this.routes.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, named("hypha-timer-"));
        this.timer.setRemoveOnCancelPolicy(true);
    }

    Executor workers() {
        return workers;
    }

    /** For the steps of dropped routes after an integration has answered: they may block, event loops must not. Never full. */
    public Executor routes() {
        return routes;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        routes.shutdownNow();
    }
}
