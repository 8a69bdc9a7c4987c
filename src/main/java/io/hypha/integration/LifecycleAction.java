package io.hypha.integration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done to an integration that is registered. */
public enum LifecycleAction {
    START,
    STOP,
    PAUSE,
    RESUME,
    RESTART;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LifecycleAction> parse(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst();
    }
}
