package io.hypha.camel.sql;

import java.sql.SQLTimeoutException;
import java.util.concurrent.TimeUnit;

/** When an attempt must be over: a little before its caller gives up, so that the database's answer arrives. */
record Deadline(long atNanos) {
    private static final long MOST_SPARED_MILLIS = 500;

    static Deadline in(long millis) {
        long spared = Math.min(MOST_SPARED_MILLIS, millis / 10);
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis - spared));
    }

    /** What is left; at least 1. */
    long millis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(atNanos - System.nanoTime()));
    }

    /** What is left for JDBC's own timeouts, rounded up: we cancel before, but the server may do it without us. */
    int seconds() {
        return (int) Math.min(Integer.MAX_VALUE, (millis() + 999) / 1000);
    }

    /** A cancel that finds no statement running is lost; so whoever reads rows asks here, too. */
    void check() throws SQLTimeoutException {
        if (System.nanoTime() - atNanos > 0) {
            throw new SQLTimeoutException("the result was not read in time");
        }
    }
}
