package io.hypha.integration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an integration is observed to be. */
public enum State {
    STARTING,
    RUNNING,
    /** It runs, but its circuit breaker is not closed. */
    DEGRADED,
    PAUSED,
    STOPPED,
    /** It should run but has no routes; the runtime tries again. */
    FAILED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
