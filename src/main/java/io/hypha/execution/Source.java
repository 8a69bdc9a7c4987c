package io.hypha.execution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a result came from. */
public enum Source {
    LIVE,
    CACHE,
    FALLBACK;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
