package io.hypha.management;

import io.hypha.access.AccessException;
import io.hypha.execution.FailureCode;
import io.hypha.integration.IntegrationException;
import java.util.Locale;

/**
 * Every way in which a request can fail: the one table of codes, statuses and titles. The constants of {@link FailureCode}
 * appear under their own names.
 */
enum ProblemType {
    MALFORMED_REQUEST(400, "Malformed request", "Correct what the problems list and send the request again."),
    INVALID_PARAMS(
            400, "Invalid params", "Correct the params; the connector's schema is at /api/v1/connectors/{name}."),
    UNAUTHENTICATED(401, "API key needed", "Send a valid key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'."),
    FORBIDDEN(403, "Not allowed", "Use a key whose role, integrations and actions allow the call."),
    NOT_FOUND(404, "Not found", "See /api/v1 for what there is."),
    INTEGRATION_NOT_FOUND(404, "No such integration", "GET /api/v1/integrations lists the ids."),
    ACTION_NOT_FOUND(404, "No such action", "Use an action that the connector has or the definition declares."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "Use a method that the Allow header names."),
    NOT_ACCEPTABLE(406, "Not acceptable", "Accept application/json."),
    ALREADY_EXISTS(409, "Already exists", "Choose another id, or replace the integration with PUT."),
    KEY_CONFLICT(409, "Keys do not allow it", "See the detail; GET /api/v1/keys lists the keys."),
    OWNED_ELSEWHERE(409, "Owned elsewhere", "Change it where it comes from: the file that declares it."),
    WRONG_REVISION(409, "Wrong revision", "Read the integration again and decide on its current revision."),
    INTEGRATION_STOPPED(409, "Integration is stopped", "Start it, or ask its operator to."),
    INTEGRATION_PAUSED(409, "Integration is paused", "Resume it, or ask its operator to."),
    PAYLOAD_TOO_LARGE(413, "Body too large", "Send less at a time; the limit is hypha.http.max-body."),
    URI_TOO_LONG(414, "Request line too long", "Send data in the body."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Send JSON with 'Content-Type: application/json'."),
    INVALID_DEFINITION(422, "Invalid definition", "Correct every entry of problems and send the definition again."),
    INVALID_KEY(422, "Invalid key", "Correct what the detail names."),
    NOT_DEPLOYABLE(422, "Definition cannot be deployed", "Correct what the detail names."),
    RATE_LIMITED(429, "Rate limited", "Call again after the time Retry-After names."),
    HEADERS_TOO_LARGE(431, "Headers too large", "Send fewer or shorter headers."),
    INTERNAL(500, "Internal error", "Give the request id to the operator: the log has the cause."),
    BACKEND_UNREACHABLE(502, "Backend unreachable", "Check the endpoint, or call again later."),
    BACKEND_REJECTED(502, "Backend rejected the call", "See backend_status and backend_body for what it wants."),
    BACKEND_FAILED(
            502, "Backend failed", "See backend_status and backend_body; safe_to_retry says whether to call again."),
    RESPONSE_TOO_LARGE(502, "Backend's response too large", "Ask the backend for less at a time."),
    AUTHENTICATION_FAILED(502, "Backend refused the credentials", "Have the integration's credentials corrected."),
    INTEGRATION_FAILED(503, "Integration failed to start", "Its status names the problem; the runtime keeps trying."),
    BULKHEAD_FULL(503, "Too many calls at a time", "Call again when some have ended."),
    CIRCUIT_OPEN(503, "Circuit breaker open", "Call again after the time Retry-After names."),
    UNAVAILABLE(503, "Not available", "Call again after the time Retry-After names."),
    STORE_UNAVAILABLE(
            503,
            "Database not available",
            "Hypha's own database does not do its work: the log says why, under the request id. Look before you repeat a change."),
    AUDIT_UNAVAILABLE(
            503, "Audit not available", "The change was made, but could not be recorded: look before you repeat it."),
    TIMED_OUT(504, "Timed out", "safe_to_retry says whether the call may be repeated.");

    private final int status;
    private final String title;
    private final String advice;

    ProblemType(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** What the caller may do, for the page of problems and where a detail does not say it. */
    String advice() {
        return advice;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProblemType of(FailureCode code) {
        return valueOf(code.name());
    }

    static ProblemType of(IntegrationException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> INTEGRATION_NOT_FOUND;
            case EXISTS -> ALREADY_EXISTS;
            case OWNED_ELSEWHERE -> OWNED_ELSEWHERE;
            case WRONG_REVISION -> WRONG_REVISION;
            case NOT_DEPLOYABLE -> NOT_DEPLOYABLE;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    static ProblemType of(AccessException.Reason reason) {
        return switch (reason) {
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> KEY_CONFLICT;
            case INVALID -> INVALID_KEY;
        };
    }

    /** The type for a status that the HTTP server or the router chose. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
        };
    }
}
