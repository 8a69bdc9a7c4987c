package io.hypha.audit;

import java.time.Instant;
import java.util.List;

/**
 * Which events, newest first; null means any.
 *
 * @param outcomes any of these; empty means any at all
 * @param limit 1 to 1000
 */
public record AuditQuery(
        String integration, String actor, String action, List<String> outcomes, Instant from, Instant to, int limit) {
    public AuditQuery {
        outcomes = List.copyOf(outcomes);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be from 1 to 1000: " + limit);
        }
    }

    /** With any outcome. */
    public AuditQuery(String integration, String actor, String action, Instant from, Instant to, int limit) {
        this(integration, actor, action, List.of(), from, to, limit);
    }

    public static AuditQuery newest(int limit) {
        return new AuditQuery(null, null, null, null, null, limit);
    }
}
