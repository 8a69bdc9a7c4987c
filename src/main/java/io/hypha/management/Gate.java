package io.hypha.management;

import io.hypha.access.AccessException;
import io.hypha.access.ApiKeys;
import io.hypha.access.Permission;
import io.hypha.access.Principal;
import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * Asks every request for its key. Refusals are audited through the queue that may drop, never blocking: a flood of bad keys
 * must not stop the store.
 */
final class Gate {
    static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";
    private static final String ANONYMOUS = "anonymous";
    private static final int LONGEST_PATH = 200;

    private final ApiKeys keys;
    private final AuditLog audit;
    private final Clock clock;

    Gate(ApiKeys keys, AuditLog audit, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws AccessException UNAUTHENTICATED */
    Principal enter(HttpServerRequest request, String requestId) {
        Optional<Principal> principal = keys.authenticate(key(request));
        if (principal.isEmpty()) {
            refused(ANONYMOUS, null, ProblemType.UNAUTHENTICATED, request, requestId);
            throw AccessException.unauthenticated();
        }
        return principal.get();
    }

    /** @throws AccessException FORBIDDEN unless the key may execute something of this integration */
    void demandExecution(Principal principal, String integration, HttpServerRequest request, String requestId) {
        if (!principal.may(Permission.EXECUTE, integration)) {
            refused(principal.name(), integration, ProblemType.FORBIDDEN, request, requestId);
            principal.demand(Permission.EXECUTE, integration);
        }
    }

    /** @throws AccessException FORBIDDEN unless the key may execute this action */
    void demandAction(
            Principal principal, String integration, String action, HttpServerRequest request, String requestId) {
        if (!principal.mayExecute(integration, action)) {
            refused(principal.name(), integration, ProblemType.FORBIDDEN, request, requestId);
            principal.demandExecute(integration, action);
        }
    }

    /** @throws AccessException FORBIDDEN unless the key may execute, and is limited to nothing */
    void demandUserRoute(Principal principal, HttpServerRequest request, String requestId) {
        if (isLimited(principal) || !principal.may(Permission.EXECUTE)) {
            refused(principal.name(), null, ProblemType.FORBIDDEN, request, requestId);
            principal.demand(Permission.EXECUTE);
            throw limited(principal);
        }
    }

    /** Whether the key is good for some integrations or actions only. */
    static boolean isLimited(Principal principal) {
        return !principal.integrations().isEmpty() || !principal.actions().isEmpty();
    }

    static AccessException limited(Principal principal) {
        return new AccessException(
                AccessException.Reason.FORBIDDEN,
                "The key '" + principal.name() + "' is limited to integrations or actions. This needs one that is not");
    }

    private void refused(
            String actor, String integration, ProblemType why, HttpServerRequest request, String requestId) {
        String detail = request.method() + " " + shortened(request.path()) + " from "
                + request.remoteAddress().host();
        audit.recordExecution(new AuditEvent(
                clock.instant(), actor, "rest", "access.denied", integration, why.code(), requestId, detail));
    }

    private static String shortened(String path) {
        return path == null || path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH);
    }

    private static String key(HttpServerRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String key = request.headers().get(KEY_HEADER);
        return key == null ? null : key.strip();
    }
}
