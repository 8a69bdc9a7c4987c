package io.hypha.resilience;

import java.time.Duration;

/** Range checks whose messages name the setting, the rule and the value. */
final class Checks {
    private Checks() {}

    static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + " must be >= " + trim(least) + ": " + trim(value));
        }
    }

    static void between(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be from " + trim(least) + " to " + trim(most) + ": " + trim(value));
        }
    }

    static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be > 0 s: " + value.toMillis() / 1000.0);
        }
    }

    static void wholeSeconds(String name, Duration value) {
        positive(name, value);
        if (value.toNanosPart() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds: " + value.toMillis() / 1000.0);
        }
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
