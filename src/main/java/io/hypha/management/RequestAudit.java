package io.hypha.management;

import io.hypha.access.ApiKey;
import io.hypha.access.Principal;
import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * Records requests that never become a management call or an execution, and calls of users' routes. They may come in floods, so
 * their events are queued and may be dropped; this never blocks.
 */
final class RequestAudit {
    private static final String ANONYMOUS = "anonymous";
    private static final String DENIED = "access.denied";
    private static final int LONGEST_PATH = 200;

    private final AuditLog audit;
    private final Clock clock;

    RequestAudit(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param integration null if none is meant */
    void record(
            Principal principal, String action, String integration, String outcome, String requestId, String detail) {
        audit.recordExecution(event(
                principal.name(),
                action,
                integration,
                outcome,
                requestId,
                by(principal) + " " + CallAudit.shortened(detail)));
    }

    /** A key that may not do what it asks for. */
    void forbidden(Principal principal, String integration, HttpServerRequest request, String requestId) {
        record(
                principal,
                DENIED,
                integration,
                ProblemType.FORBIDDEN.code(),
                requestId,
                place(request) + " from " + source(request));
    }

    /** @param withdrawn the key that was sent, where it was good once */
    void unauthenticated(Optional<ApiKey> withdrawn, HttpServerRequest request, String requestId) {
        String why = withdrawn
                .map(key -> " by_key=" + key.id() + (key.revokedAt() == null ? " (expired)" : " (revoked)"))
                .orElse("");
        String source = source(request);
        audit.recordDenial(
                event(
                        withdrawn.map(ApiKey::name).orElse(ANONYMOUS),
                        DENIED,
                        null,
                        ProblemType.UNAUTHENTICATED.code(),
                        requestId,
                        place(request) + " from " + source + why),
                source);
    }

    /** Names are free again when a key is revoked; ids tell keys apart for ever. */
    static String by(Principal principal) {
        return "by_key=" + principal.keyId();
    }

    /** Method and path: what a query holds may be anything. */
    static String place(HttpServerRequest request) {
        String path = request.path();
        return request.method() + " "
                + (path == null || path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH));
    }

    private static String source(HttpServerRequest request) {
        return request.remoteAddress().host();
    }

    private AuditEvent event(
            String actor, String action, String integration, String outcome, String requestId, String detail) {
        return new AuditEvent(clock.instant(), actor, "rest", action, integration, outcome, requestId, detail);
    }
}
