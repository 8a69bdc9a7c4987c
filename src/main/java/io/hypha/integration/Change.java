package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What somebody did, or tried to do, to what is registered.
 *
 * @param actor who: {@code file:crm.yaml}, {@code config:config.yaml}, {@code java}
 * @param door {@code file} or {@code java}
 * @param effective false where everything was so already, or nothing was done
 * @param failure why nothing was done; null if it was done
 */
public record Change(Kind kind, String integrationId, String actor, String door, boolean effective, Throwable failure) {
    public Change {
        requireNonNull(kind, "kind is null");
        requireNonNull(integrationId, "integrationId is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(door, "door is null");
    }

    /** What was to be done. */
    public enum Kind {
        REGISTER,
        /** Created or replaced: it is not known which where that failed. */
        PUT,
        UPDATE,
        UNREGISTER,
        /** Handed to another owner. */
        TRANSFER;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
