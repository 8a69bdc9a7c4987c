package io.hypha.integration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls in a deployment, so that it can be closed when the last has left. Thread-safe, lock-free: every call
 * passes here.
 */
final class InFlight {
    /** Set once draining began; the other bits count. */
    private static final int DRAINING = 1 << 30;

    private final AtomicInteger state = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();

    /** False if it is draining: then the call must go to the deployment that took its place. */
    boolean enter() {
        while (true) {
            int now = state.get();
            if ((now & DRAINING) != 0) {
                return false;
            }
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void leave() {
        if (state.decrementAndGet() == DRAINING) {
            empty.complete(null);
        }
    }

    int count() {
        return state.get() & ~DRAINING;
    }

    /** Lets nobody in any more; completes when the last call has left. */
    CompletableFuture<Void> drain() {
        int before = state.getAndUpdate(now -> now | DRAINING);
        if (before == 0) {
            empty.complete(null);
        }
        return empty;
    }
}
