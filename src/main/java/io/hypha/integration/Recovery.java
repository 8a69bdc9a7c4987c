package io.hypha.integration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Brings up what should run and does not, again and again, at growing intervals. */
final class Recovery implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Slots slots;
    private final Lifecycle lifecycle;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hypha-recovery");
        thread.setDaemon(true);
        return thread;
    });

    Recovery(Slots slots, Lifecycle lifecycle, Clock clock) {
        this.slots = slots;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::tryDue, 500, 500, TimeUnit.MILLISECONDS);
    }

    private void tryDue() {
        Instant now = clock.instant();
        for (Slot slot : slots.all()) {
            Slot.Failed failed = slot.failed();
            if (failed != null && failed.isDue(now)) {
                recover(slot.registration().id());
            }
        }
    }

    /** Once at a time: an attempt may take longer than it takes to look again. */
    private void recover(String id) {
        if (underWay.add(id)) {
            var unused = lifecycle.recover(id).whenComplete((done, thrown) -> underWay.remove(id));
        }
    }

    /** How long to wait after so many failed attempts: 1 s, 2 s, 4 s ... at most a minute. */
    static Duration backoff(int attempts) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
