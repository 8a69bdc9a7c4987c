package io.hypha.integration;

import io.hypha.integration.IntegrationException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an integration must be for a change to be made (RFC 9110, 13.1.1).
 *
 * @param revision null for any
 * @param createdAt in microseconds since the epoch, which tells it from an earlier one of the same id; null for any
 */
public record IfMatch(Long revision, Long createdAt) {
    /** That it exists. */
    public static final IfMatch EXISTS = new IfMatch(null, null);

    public static IfMatch revision(long revision) {
        return new IfMatch(revision, null);
    }

    /** The second part of an entity tag: what both databases keep of the time. */
    public static long micros(Instant createdAt) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt);
    }

    /**
     * @param slot null where there is none
     * @param wanted null where anything will do
     * @throws IntegrationException WRONG_REVISION
     */
    static void check(String id, Slot slot, IfMatch wanted) {
        if (wanted != null && (slot == null || !wanted.matches(slot.registration()))) {
            throw new IntegrationException(
                    Reason.WRONG_REVISION,
                    "'" + id + "' " + (slot == null ? "does not exist" : wanted.mismatch(slot.registration()))
                            + ": read it again, then repeat your change");
        }
    }

    private boolean matches(Registration registration) {
        return (revision == null || revision == registration.revision())
                && (createdAt == null || createdAt == micros(registration.createdAt()));
    }

    private String mismatch(Registration registration) {
        return revision == null || revision == registration.revision()
                ? "was removed and registered anew"
                : "is at revision " + registration.revision() + ", not at " + revision;
    }
}
