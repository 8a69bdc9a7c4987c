package io.hypha.camel.sql;

import java.util.concurrent.TimeUnit;

/** When an attempt must be over. */
record Deadline(long atNanos) {
    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What is left for JDBC, rounded down: so the database gives up before the caller does, and says so. At least 1. */
    int seconds() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(atNanos - System.nanoTime()));
    }
}
