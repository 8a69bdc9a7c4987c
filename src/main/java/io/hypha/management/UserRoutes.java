package io.hypha.management;

import io.hypha.access.AccessException;
import io.hypha.access.Principal;
import io.hypha.execution.Caller;
import io.hypha.execution.RouteCall;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Stands before the routes of users. Their requests must carry a key, which goes no further: such routes tend to hand their
 * headers on to other systems. Nor do names that Camel takes for its own commands (CVE-2025-27636, CVE-2025-29891).
 */
final class UserRoutes {
    private static final String PROBLEM = "hypha.problem";

    private final Gate gate;
    private final RequestAudit requests;
    private final Responder responder;

    UserRoutes(Gate gate, RequestAudit requests, Responder responder) {
        this.gate = gate;
        this.requests = requests;
        this.responder = responder;
    }

    /** Must be called before anything is mounted. */
    void guard(Router router) {
        router.route().handler(this::admit);
        IntStream.range(400, 600).forEach(status -> router.errorHandler(status, context -> fail(context, status)));
    }

    private void admit(RoutingContext context) {
        String requestId = RequestIds.of(context.request());
        context.response().putHeader(RequestIds.HEADER, requestId);
        try {
            Principal principal = gate.enter(context.request(), requestId);
            gate.demandUserRoute(principal, context.request(), requestId);
            introduce(context, principal, requestId);
        } catch (AccessException e) {
            responder.problem(context.request(), requestId, Problems.of(e, requestId));
            return;
        }
        MultiMap headers = context.request().headers();
        headers.remove(HttpHeaders.AUTHORIZATION).remove(Gate.KEY_HEADER);
        strip(headers);
        strip(context.queryParams());
        context.next();
    }

    /** As the user of the request, which is no header: those go on to other systems. Vert.x has no public successor of the setter. */
    @SuppressWarnings("deprecation")
    private void introduce(RoutingContext context, Principal principal, String requestId) {
        long started = System.nanoTime();
        Caller caller = new Caller(principal.name(), "route", requestId, principal.keyId());
        context.setUser(User.create(
                new JsonObject().put("username", principal.name()),
                new JsonObject().put(RouteCall.ATTRIBUTE, new RouteCall(caller))));
        context.addEndHandler(ended -> record(context, principal, requestId, started));
    }

    private void record(RoutingContext context, Principal principal, String requestId, long started) {
        int status = context.response().getStatusCode();
        String problem = context.get(PROBLEM);
        String outcome = status < 400 ? "success" : ProblemType.ofStatus(status).code();
        String detail = RequestAudit.place(context.request()) + " status=" + status + " ms="
                + (System.nanoTime() - started) / 1_000_000;
        requests.record(principal, "route.call", null, problem == null ? outcome : problem, requestId, detail);
    }

    private static void strip(MultiMap values) {
        List<String> commands =
                values.names().stream().filter(UserRoutes::isCommand).toList();
        commands.forEach(values::remove);
    }

    private static boolean isCommand(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel");
    }

    private void fail(RoutingContext context, int status) {
        String requestId = context.response().headers().get(RequestIds.HEADER);
        String id = requestId == null ? RequestIds.next() : requestId;
        Throwable thrown = context.failure();
        ProblemDocument problem = status >= 500 && thrown != null
                ? Problems.of(thrown, id)
                : ProblemDocument.of(ProblemType.ofStatus(status)).build();
        problem = failedExecution(context).map(problem::ofExecution).orElse(problem);
        context.put(PROBLEM, problem.code());
        responder.problem(context.request(), id, problem);
    }

    private static Optional<String> failedExecution(RoutingContext context) {
        User user = context.user();
        return user != null && user.attributes().getValue(RouteCall.ATTRIBUTE) instanceof RouteCall call
                ? call.failedExecution()
                : Optional.empty();
    }
}
