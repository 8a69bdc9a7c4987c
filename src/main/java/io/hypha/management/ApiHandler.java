package io.hypha.management;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** The first to see a request: sends it where it belongs, and answers when that throws. */
final class ApiHandler {
    private static final String API = "/api/";

    private final ExecuteHandler execute;
    private final ManagementHandler management;
    private final Docs docs;
    private final Handler<HttpServerRequest> userRoutes;
    private final Responder responder;

    ApiHandler(
            ExecuteHandler execute,
            ManagementHandler management,
            Docs docs,
            Handler<HttpServerRequest> userRoutes,
            Responder responder) {
        this.execute = execute;
        this.management = management;
        this.docs = docs;
        this.userRoutes = userRoutes;
        this.responder = responder;
    }

    void handle(HttpServerRequest request) {
        String requestId = RequestIds.of(request);
        try {
            dispatch(request, requestId);
        } catch (RuntimeException e) {
            responder.problem(request, requestId, Problems.of(e, requestId));
        }
    }

    private void dispatch(HttpServerRequest request, String requestId) {
        String id = ExecuteHandler.id(request);
        if (id != null) {
            execute.handle(request, requestId, id);
        } else if (docs.serves(request)) {
            docs.handle(request, requestId);
        } else if (request.path() != null && request.path().startsWith(API)) {
            management.handle(request, requestId);
        } else {
            userRoutes.handle(request);
        }
    }
}
