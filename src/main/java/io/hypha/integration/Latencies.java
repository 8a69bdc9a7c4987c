package io.hypha.integration;

import java.time.Duration;
import java.util.Arrays;

/** How long the last calls took that reached for the backend. Not thread-safe. */
final class Latencies {
    static final int WINDOW = 256;

    /** Microseconds, a ring; made at the first call, as most of many integrations are idle. */
    private int[] micros = {};

    private long added;

    void add(Duration took) {
        if (micros.length == 0) {
            micros = new int[WINDOW];
        }
        micros[(int) (added++ % WINDOW)] = (int) Math.min(Integer.MAX_VALUE, took.toNanos() / 1000);
    }

    Summary summary() {
        int count = (int) Math.min(WINDOW, added);
        if (count == 0) {
            return Summary.NONE;
        }
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return new Summary(
                Arrays.stream(sorted).average().orElseThrow() / 1000,
                sorted[(int) Math.ceil(count * 0.95) - 1] / 1000.0);
    }

    /** In milliseconds; null where there was no call. */
    record Summary(Double average, Double p95) {
        static final Summary NONE = new Summary(null, null);
    }
}
