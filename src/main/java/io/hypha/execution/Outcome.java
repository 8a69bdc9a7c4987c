package io.hypha.execution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is known of a failed call: whether the backend may have acted on it. */
public enum Outcome {
    /** The request never left: calling again is safe. */
    NOT_SENT,
    /** The backend answered that it did not do it. */
    REJECTED,
    /** The request may have been acted on. */
    UNKNOWN;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
