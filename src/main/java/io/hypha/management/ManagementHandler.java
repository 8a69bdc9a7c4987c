package io.hypha.management;

import io.hypha.access.Principal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every call but execute: let in, read, authorised, done on a worker thread, audited, and only then answered. */
final class ManagementHandler {
    private final Endpoints endpoints;
    private final Gate gate;
    private final Bodies bodies;
    private final Workers workers;
    private final CallAudit audit;
    private final RequestAudit requests;
    private final Responder responder;

    ManagementHandler(
            Endpoints endpoints,
            Gate gate,
            Bodies bodies,
            Workers workers,
            CallAudit audit,
            RequestAudit requests,
            Responder responder) {
        this.endpoints = endpoints;
        this.gate = gate;
        this.bodies = bodies;
        this.workers = workers;
        this.audit = audit;
        this.requests = requests;
        this.responder = responder;
    }

    void handle(HttpServerRequest request, String requestId) {
        Principal principal = gate.enter(request, requestId);
        Endpoints.Match match = match(principal, request, requestId);
        body(request, match.endpoint()).onComplete(read -> {
            Call call = new Call(match, principal, requestId, request, read.result());
            work(call, request, read.cause());
        });
    }

    private Endpoints.Match match(Principal principal, HttpServerRequest request, String requestId) {
        try {
            return endpoints.find(request.method(), request.path());
        } catch (ProblemException e) {
            String outcome = e.problem().code();
            requests.record(principal, "request.unknown", null, outcome, requestId, RequestAudit.place(request));
            throw e;
        }
    }

    /** Fails where the request is not to be read, which is for the audit too. */
    private Future<Buffer> body(HttpServerRequest request, Endpoint endpoint) {
        try {
            Negotiation.checkAccept(request);
            if (hasBody(request)) {
                Negotiation.checkContentType(request, endpoint.takes());
            }
            return bodies.collect(request);
        } catch (ProblemException e) {
            return Future.failedFuture(e);
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !length.equals("0") : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void work(Call call, HttpServerRequest request, Throwable unreadable) {
        workers.run(() -> perform(call, unreadable), (answer, thrown) -> recorded(call, answer, thrown))
                .thenAccept(answer -> responder.answer(request, call.requestId(), answer))
                .exceptionally(thrown -> fail(request, call.requestId(), thrown));
    }

    private static CompletionStage<Answer> perform(Call call, Throwable unreadable) {
        call.authorise();
        return unreadable != null ? CompletableFuture.failedFuture(unreadable) : call.perform();
    }

    private Answer recorded(Call call, Answer answer, Throwable thrown) {
        ProblemDocument problem = thrown == null
                ? null
                : Problems.of(thrown, call.requestId()).seenBy(call.principal(), call.integration());
        audit.record(call, problem);
        if (problem != null) {
            throw new ProblemException(problem);
        }
        return answer;
    }

    private Void fail(HttpServerRequest request, String requestId, Throwable thrown) {
        responder.problem(request, requestId, Problems.of(thrown, requestId));
        return null;
    }
}
