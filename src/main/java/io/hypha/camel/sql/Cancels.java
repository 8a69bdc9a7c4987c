package io.hypha.camel.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels statements when their time is up, also while their rows are read, where the timeouts of most drivers end. Its
 * threads live while there are statements. Thread-safe.
 */
final class Cancels {
    private static final Logger LOG = LoggerFactory.getLogger(Cancels.class);

    private final ScheduledThreadPoolExecutor timer;

    Cancels() {
        timer = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "hypha-sql-cancel");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Watches over a statement until closed. */
    Watch watch(Statement statement, Deadline deadline) {
        Watch watch = new Watch(statement);
        watch.alarm = timer.schedule(watch::cancel, deadline.millis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Once closed it cancels nothing, so never the statement of a later call on the same connection. */
    static final class Watch implements AutoCloseable {
        private final Statement statement;
        private volatile Future<?> alarm;
        private boolean over;

        private Watch(Statement statement) {
            this.statement = statement;
        }

        private synchronized void cancel() {
            if (over) {
                return;
            }
            try {
                statement.cancel();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("A statement that took too long could not be cancelled", e);
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                over = true;
            }
            alarm.cancel(false);
        }
    }
}
