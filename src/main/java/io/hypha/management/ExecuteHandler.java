package io.hypha.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.access.AccessException;
import io.hypha.access.Principal;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.integration.Integrations;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * {@code POST /api/v1/integrations/{id}/execute}, on the event loop and past the router: this is what is called thousands of
 * times a second.
 */
final class ExecuteHandler {
    private static final String PREFIX = "/api/v1/integrations/";
    private static final String SUFFIX = "/execute";

    private final Integrations integrations;
    private final Gate gate;
    private final Bodies bodies;
    private final RequestAudit requests;
    private final Responder responder;

    ExecuteHandler(Integrations integrations, Gate gate, Bodies bodies, RequestAudit requests, Responder responder) {
        this.integrations = integrations;
        this.gate = gate;
        this.bodies = bodies;
        this.requests = requests;
        this.responder = responder;
    }

    /** The id of the integration to execute; null if the request is for anything else. */
    static String id(HttpServerRequest request) {
        String path = request.path();
        if (!request.method().equals(HttpMethod.POST)
                || path == null
                || !path.startsWith(PREFIX)
                || !path.endsWith(SUFFIX)) {
            return null;
        }
        int end = path.length() - SUFFIX.length();
        String id = end < PREFIX.length() ? "" : path.substring(PREFIX.length(), end);
        if (id.indexOf('%') >= 0) {
            id = Names.decoded(id);
        }
        return Names.isValid(id) ? id : null;
    }

    /** Requests for it do not come by the table of calls, but for those with an impossible id. */
    static Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(Endpoint.EXECUTE, call -> {
            throw Names.invalid("/id");
        });
    }

    void handle(HttpServerRequest request, String requestId, String id) {
        Principal principal = gate.enter(request, requestId);
        gate.demandExecution(principal, id, request, requestId);
        Execution execution = new Execution(request, requestId, id, principal);
        try {
            Negotiation.checkAccept(request);
            Negotiation.checkContentType(request, Endpoint.EXECUTE.takes());
            Endpoint.EXECUTE.check(request);
            bodies.collect(request).onSuccess(execution::execute).onFailure(execution::refused);
        } catch (ProblemException e) {
            execution.refused(e);
        }
    }

    /** One call on its way. */
    private final class Execution {
        private final HttpServerRequest request;
        private final String requestId;
        private final String id;
        private final Principal principal;
        private final String executionId = RequestIds.next();

        Execution(HttpServerRequest request, String requestId, String id, Principal principal) {
            this.request = request;
            this.requestId = requestId;
            this.id = id;
            this.principal = principal;
        }

        void execute(Buffer body) {
            ExecutionRequest call;
            try {
                ObjectNode document = Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
                Caller caller = new Caller(principal.name(), "rest", requestId, principal.keyId());
                call = new ExecutionRequest(executionId, id, document, caller);
                gate.demandAction(principal, id, call.action(), request, requestId);
            } catch (Throwable e) {
                refused(e);
                return;
            }
            execute(call);
        }

        private void execute(ExecutionRequest call) {
            try {
                integrations
                        .execute(call)
                        .thenAccept(result -> responder.result(request, requestId, result))
                        .exceptionally(this::failed);
            } catch (Throwable e) {
                failed(e);
            }
        }

        /** Before it began: nobody else records that. What the gate denies it has recorded. */
        void refused(Throwable thrown) {
            if (!(thrown instanceof AccessException)) {
                ProblemDocument problem = Problems.of(thrown, requestId);
                String detail = "execution_id=" + executionId + " " + problem.detail();
                requests.record(principal, "execution", id, problem.code(), requestId, detail);
            }
            failed(thrown);
        }

        private Void failed(Throwable thrown) {
            ProblemDocument problem = Problems.of(thrown, requestId).ofExecution(executionId);
            responder.problem(request, requestId, problem.seenBy(principal, id));
            return null;
        }
    }
}
