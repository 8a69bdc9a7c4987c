package io.hypha.integration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What its users want of an integration; kept over restarts. */
public enum DesiredState {
    RUNNING,
    PAUSED,
    STOPPED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
