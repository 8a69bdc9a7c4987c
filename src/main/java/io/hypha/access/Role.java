package io.hypha.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key may do. Each role may do all that the one before it may. */
public enum Role {
    /** Reads definitions, status and metrics. */
    VIEWER(Permission.READ),
    /** Executes actions. */
    EXECUTOR(Permission.EXECUTE),
    /** Registers, changes, starts and stops integrations. */
    OPERATOR(Permission.MANAGE),
    /** Manages keys and reads the audit. */
    ADMIN(Permission.ADMINISTER);

    private final Permission highest;

    Role(Permission highest) {
        this.highest = highest;
    }

    boolean grants(Permission permission) {
        return permission.compareTo(highest) <= 0;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
