package io.hypha.audit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old events, hourly. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Not while everything else is starting. */
    private static final long FIRST_MINUTES = 1;

    private static final long EVERY_MINUTES = 60;

    private final AuditStore store;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "hypha-audit-retention");
        thread.setDaemon(true);
        return thread;
    });

    private ScheduledFuture<?> run;

    Retention(AuditStore store, Duration keep, Clock clock) {
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("the audit must be kept for > 0 s: " + keep.toSeconds());
        }
        this.store = store;
        this.keep = keep;
        this.clock = requireNonNull(clock, "clock is null");
    }

    void start() {
        run = timer.scheduleWithFixedDelay(this::apply, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    void apply() {
        try {
            int deleted = store.deleteBefore(clock.instant().minus(keep));
            LOG.debug("Deleted {} old audit events", deleted);
        } catch (RuntimeException e) {
            LOG.warn("Cannot delete old audit events; trying again in an hour: {}", e.getMessage());
        }
    }

    void close() {
        run.cancel(false);
        timer.shutdown();
    }
}
