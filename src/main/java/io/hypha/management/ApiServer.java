package io.hypha.management;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;

/**
 * The API's port: {@code /api/v1}, its documentation under {@code /docs}, and on every other path the routes of users, which
 * are mounted on {@link #router}. Nothing but the documentation is open without a key.
 */
public final class ApiServer implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int LEAST_EVENT_LOOPS = 2;

    private final Router router;
    private final Listener listener;
    private final Workers workers;

    public ApiServer(Vertx vertx, ListenOptions options, Services services) {
        this.workers = new Workers();
        Responder responder = new Responder(services.masking()::mask);
        RequestAudit requests = new RequestAudit(services.audit(), services.clock());
        Gate gate = new Gate(services.keys(), requests);
        Bodies bodies = new Bodies(options.maxBody());
        CallAudit audit = new CallAudit(services.audit(), services.masking(), services.clock());
        ExecuteHandler execute = new ExecuteHandler(services.integrations(), gate, bodies, requests, responder);
        ManagementHandler management =
                new ManagementHandler(endpoints(services), gate, bodies, workers, audit, requests, responder);
        this.router = Router.router(vertx);
        new UserRoutes(gate, requests, responder).guard(router);
        ApiHandler handler = new ApiHandler(execute, management, new Docs(), router, responder);
        this.listener = new Listener(
                vertx, options, handler::handle, new InvalidRequests(responder), new LateRequests(responder)::handle);
    }

    private static Endpoints endpoints(Services services) {
        return new Endpoints(List.of(
                ExecuteHandler.calls(),
                new IntegrationsResource(services.integrations()).calls(),
                new ListResource(services.integrations(), services.connectors()).calls(),
                new LifecycleResource(services.integrations()).calls(),
                new ReportResource(services.integrations(), services.clock()).calls(),
                new ConnectorsResource(services.connectors(), services.routeFiles()).calls(),
                new AuditResource(services.audit()).calls(),
                new KeysResource(services.keys()).calls(),
                IndexResource.calls()));
    }

    /**
     * Where routes of users are mounted, at any time. Requests reach them with a key that may execute, without the key, and
     * without anything that could pass for one of Camel's own headers.
     */
    public Router router() {
        return router;
    }

    /**
     * Opens the port. Blocks: not for event loops.
     *
     * @return the port, which tells what 0 became
     * @throws IllegalStateException if it cannot be opened
     */
    public int start() {
        return listener.start(Math.max(LEAST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Refuses new calls, lets those in flight end within bounds, and closes the port. What they use must still be open. Blocks: not
     * for event loops.
     */
    @Override
    public void close() {
        listener.close(DRAIN);
        workers.close();
    }
}
