package io.hypha.monitor;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A check that may hang: it is down after a while, and not begun again before it has come back. */
final class TimedCheck implements HealthCheck {
    private final String name;
    private final HealthCheck check;
    private final Duration longest;
    private FutureTask<Finding> running;

    TimedCheck(String name, HealthCheck check, Duration longest) {
        this.name = name;
        this.check = check;
        this.longest = longest;
    }

    @Override
    public Finding look() throws Exception {
        try {
            return current().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Finding.down("no answer within " + longest.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** On a thread of its own: one that hangs must hold nobody else's. */
    private synchronized FutureTask<Finding> current() {
        if (running == null || running.isDone()) {
            running = new FutureTask<>(check::look);
            Thread thread = new Thread(running, "hypha-health-" + name);
            thread.setDaemon(true);
            thread.start();
        }
        return running;
    }
}
