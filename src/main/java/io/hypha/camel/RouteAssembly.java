package io.hypha.camel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Makes running routes of templates. Camel's own way of adding a route to a started context walks all other routes several
 * times, under one lock; this does the same steps for one route alone, so that the thousandth costs what the first did, and
 * a replacement never waits for another integration.
 *
 * <p>One route at a time: Camel keeps the template's parameters in the thread, but its reifiers share state.
 */
final class RouteAssembly {
    private final CamelContext context;
    private final EndpointLedger endpoints;
    private final Map<RouteService, TemplateBeans> beans = new ConcurrentHashMap<>();

    RouteAssembly(CamelContext context) {
        this.context = context;
        this.endpoints = new EndpointLedger(context);
    }

    /** A started route; the caller stops and removes it. Leaves nothing behind where it throws. */
    synchronized RouteService start(RouteTemplateDefinition template, String routeId, Map<String, Object> parameters)
            throws Exception {
        // Its endpoints last as long as the route; those of no route in setup go to a cache, which drops the oldest of
        // too many, and keeps removed ones alive.
        context.getCamelContextExtension().setupRoutes(false);
        Set<Endpoint> created = endpoints.record();
        try {
            RouteService service = TemplateRoute.build(context, template, routeId, parameters, this::started);
            endpoints.use(service.gatherEndpoints(), created);
            return service;
        } catch (Exception | LinkageError e) {
            endpoints.stopRecording();
            endpoints.discard(created);
            throw e;
        } finally {
            endpoints.stopRecording();
            context.getCamelContextExtension().setupRoutes(true);
        }
    }

    private RouteService started(Route route, TemplateBeans templateBeans) {
        RouteService service = new RouteService(route);
        try {
            service.setUp();
            service.start();
            service.getInput().start();
            beans.put(service, templateBeans);
            return service;
        } catch (RuntimeException | LinkageError e) {
            stop(service);
            throw e;
        }
    }

    /** Stops and removes the route with the endpoints that only it used. */
    void remove(RouteService service) {
        Set<Endpoint> used = service.gatherEndpoints();
        stop(service);
        beans.remove(service).close();
        release(used);
    }

    /** Not while a route is built: it may have found an endpoint that nothing else uses by now, and not use it yet. */
    private synchronized void release(Set<Endpoint> used) {
        endpoints.release(used);
    }

    /** Runs the removal of a dropped route's endpoint, unless a route of ours uses it; for the same reason not meanwhile. */
    synchronized void unlessUsed(Endpoint endpoint, Runnable removal) {
        endpoints.unlessUsed(endpoint, removal);
    }

    private static void stop(RouteService service) {
        service.setRemovingRoutes(true);
        service.stop();
        service.shutdown();
    }
}
