package io.hypha.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.access.AccessException;
import io.hypha.access.Permission;
import io.hypha.access.Principal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request as resources see it: matched and authenticated. What it holds beyond its path is read when it is asked for. */
final class Call {
    private final Endpoints.Match match;
    private final Principal principal;
    private final String requestId;
    private final HttpServerRequest request;
    private final Buffer body;
    private ObjectNode document;
    private Query query;
    private String subject;

    Call(Endpoints.Match match, Principal principal, String requestId, HttpServerRequest request, Buffer body) {
        this.match = match;
        this.principal = principal;
        this.requestId = requestId;
        this.request = request;
        this.body = body;
    }

    Endpoint endpoint() {
        return match.endpoint();
    }

    Principal principal() {
        return principal;
    }

    String requestId() {
        return requestId;
    }

    /** A value of the path, decoded and checked; null if it has no such name. */
    String path(String name) {
        return match.values().get(name);
    }

    /** The integration that the path names. */
    String id() {
        return path("id");
    }

    /** The integration that is meant: by the path or, where one is registered, by the body; null if none. */
    String integration() {
        if (id() != null || document == null) {
            return id();
        }
        return Optional.ofNullable(document.path("id").textValue())
                .filter(Names::isValid)
                .orElse(null);
    }

    /** What it asks. @throws ProblemException 400 if it carries anything that its endpoint does not declare */
    CompletionStage<Answer> perform() {
        query = endpoint().check(request);
        return match.resource().handle(this);
    }

    Query query() {
        return query;
    }

    /** The body. @throws ProblemException 400 if there is none, or it is no JSON object */
    ObjectNode document() {
        if (document == null) {
            document = Bodies.object(body)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.MALFORMED_REQUEST, "The request has no body; it needs a JSON object."));
        }
        return document;
    }

    /** If-Match and If-None-Match. @throws ProblemException 400 */
    Preconditions preconditions() {
        return Preconditions.parse(
                request.headers().get(Condition.IF_MATCH.header()),
                request.headers().get(Condition.IF_NONE_MATCH.header()));
    }

    /** Tells the audit more of what the call is about. */
    void about(String text) {
        subject = text;
    }

    /** Null where nothing is to be told. */
    String subject() {
        return subject;
    }

    boolean sees(String integration) {
        return principal.may(Permission.READ, integration);
    }

    /** @throws AccessException FORBIDDEN unless the key may call the endpoint at all, and for the integration of the path */
    void authorise() {
        principal.demand(endpoint().access().permission());
        if (!endpoint().access().limitedKeys() && Gate.isLimited(principal)) {
            throw Gate.limited(principal);
        }
        if (id() != null) {
            authorise(id());
        }
    }

    /** @throws AccessException FORBIDDEN unless the key may do what the endpoint does, to this integration */
    void authorise(String integration) {
        principal.demand(endpoint().access().permission(), integration);
    }
}
