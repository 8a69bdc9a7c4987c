package io.hypha.management;

import io.hypha.access.AccessException;
import io.hypha.access.ApiKeys;
import io.hypha.access.Permission;
import io.hypha.access.Principal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Asks every request for its key. Refusals are audited without blocking: a flood of bad keys must not stop the store.
 */
final class Gate {
    static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final RequestAudit audit;

    Gate(ApiKeys keys, RequestAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** @throws AccessException UNAUTHENTICATED */
    Principal enter(HttpServerRequest request, String requestId) {
        String key = key(request);
        Optional<Principal> principal = keys.authenticate(key);
        if (principal.isEmpty()) {
            audit.unauthenticated(keys.withdrawn(key), request, requestId);
            throw AccessException.unauthenticated();
        }
        return principal.get();
    }

    /** @throws AccessException FORBIDDEN unless the key may execute something of this integration */
    void demandExecution(Principal principal, String integration, HttpServerRequest request, String requestId) {
        if (!principal.may(Permission.EXECUTE, integration)) {
            audit.forbidden(principal, integration, request, requestId);
            principal.demand(Permission.EXECUTE, integration);
        }
    }

    /** @throws AccessException FORBIDDEN unless the key may execute this action */
    void demandAction(
            Principal principal, String integration, String action, HttpServerRequest request, String requestId) {
        if (!principal.mayExecute(integration, action)) {
            audit.forbidden(principal, integration, request, requestId);
            principal.demandExecute(integration, action);
        }
    }

    /** @throws AccessException FORBIDDEN unless the key may execute, and is limited to nothing */
    void demandUserRoute(Principal principal, HttpServerRequest request, String requestId) {
        if (isLimited(principal) || !principal.may(Permission.EXECUTE)) {
            audit.forbidden(principal, null, request, requestId);
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

    private static String key(HttpServerRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String key = request.headers().get(KEY_HEADER);
        return key == null ? null : key.strip();
    }
}
