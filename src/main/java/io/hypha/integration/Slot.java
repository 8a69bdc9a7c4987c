package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.Masking;
import java.time.Instant;

/**
 * One id: what is registered, and what runs. Written by one thread at a time (see {@link KeyedQueue}), read by all.
 */
final class Slot {
    private final Stats stats;
    private volatile Registration registration;
    private volatile Live live;
    private volatile Failed failed;

    /** Why it does not run though it should, and when it is tried again. */
    record Failed(String problem, int attempts, Instant nextAttempt) {
        boolean isDue(Instant now) {
            return !nextAttempt.isAfter(now);
        }
    }

    Slot(Registration registration, Masking masking) {
        this.stats = new Stats(masking::mask);
        this.registration = requireNonNull(registration, "registration is null");
    }

    Registration registration() {
        return registration;
    }

    void registration(Registration changed) {
        this.registration = changed;
    }

    Stats stats() {
        return stats;
    }

    /** Null where nothing is deployed. */
    Live live() {
        return live;
    }

    /** Null unless it should run and does not. */
    Failed failed() {
        return failed;
    }

    /** Takes the new deployment (null for none), and returns the one that ran. */
    Live swap(Live next) {
        Live before = live;
        if (next != null) {
            failed = null;
        }
        live = next;
        return before;
    }

    void failed(Failed why) {
        this.failed = why;
    }

    State state() {
        if (registration.desired() == DesiredState.STOPPED) {
            return State.STOPPED;
        }
        Live now = live;
        if (now == null) {
            return failed == null ? State.STARTING : State.FAILED;
        }
        if (registration.desired() == DesiredState.PAUSED) {
            return State.PAUSED;
        }
        return now.deployment().breaker().equals("closed") ? State.RUNNING : State.DEGRADED;
    }
}
