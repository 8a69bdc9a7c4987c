package io.hypha.audit;

import java.time.Instant;

/**
 * Which events, newest first; null means any.
 *
 * @param limit 1 to 1000
 */
public record AuditQuery(String integration, String actor, String action, Instant from, Instant to, int limit) {
    public AuditQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be from 1 to 1000: " + limit);
        }
    }

    public static AuditQuery newest(int limit) {
        return new AuditQuery(null, null, null, null, null, limit);
    }
}
