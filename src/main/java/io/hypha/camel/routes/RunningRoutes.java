package io.hypha.camel.routes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds routes of files to the running context, and removes them so that nothing of them stays. */
final class RunningRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRoutes.class);
    private static final long FORCED_AFTER_MILLIS = 1000;

    private final CamelContext context;
    private final Model model;
    private final Draining draining;
    private final UnusedEndpoints endpoints;

    RunningRoutes(CamelContext context, EndpointUse integrations, Duration drain) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.draining = new Draining(context, drain);
        this.endpoints = new UnusedEndpoints(context, integrations);
    }

    /**
     * Adds and starts the file's routes.
     *
     * @return the endpoints that are there because of it
     * @throws Exception if it cannot; the caller then removes what is left
     */
    Set<String> add(DroppedFile file, Blueprint blueprint) throws Exception {
        Set<String> before = endpoints();
        for (String id : RouteLoading.load(context, file)) {
            context.getRouteController().startRoute(id);
        }
        Set<String> made = new LinkedHashSet<>(blueprint.endpoints());
        made.removeAll(before);
        return made;
    }

    /**
     * Lets calls in flight end, within bounds, and removes everything of these names. Goes on where a part cannot be removed.
     *
     * @param made endpoints that are there because of it
     * @param needed endpoints of other files
     */
    void remove(Blueprint blueprint, Set<String> made, Set<String> needed) {
        List<String> ids = withKamelets(blueprint.routes());
        draining.drain(ids);
        ids.forEach(id -> quietly("route " + id, () -> removeRoute(id)));
        names(blueprint, Name.TEMPLATE)
                .forEach(id -> quietly("template " + id, () -> model.removeRouteTemplateDefinitions(id)));
        names(blueprint, Name.CONFIGURATION)
                .forEach(id -> quietly("configuration " + id, () -> removeConfiguration(id)));
        names(blueprint, Name.BEAN).forEach(id -> quietly("bean " + id, () -> removeBean(id)));
        endpoints.remove(made, names(blueprint, Name.BEAN), needed);
    }

    /** Whether the running context has this name already. */
    boolean has(Name name) {
        String value = name.value();
        return switch (name.kind()) {
            case Name.ROUTE -> context.getRoute(value) != null || model.getRouteDefinition(value) != null;
            case Name.TEMPLATE -> model.getRouteTemplateDefinition(value) != null;
            case Name.CONFIGURATION -> model.getRouteConfigurationDefinition(value) != null;
            case Name.BEAN -> context.getRegistry().lookupByName(value) != null;
            default -> consumed(name);
        };
    }

    private boolean consumed(Name name) {
        return context.getRoutes().stream()
                .flatMap(route -> Trial.consumer(route.getEndpoint(), "").stream())
                .anyMatch(name::clashesWith);
    }

    private static Collection<String> names(Blueprint blueprint, String kind) {
        return Names.values(blueprint.names(), kind);
    }

    private Set<String> endpoints() {
        Set<String> uris = new LinkedHashSet<>();
        context.getEndpoints().forEach(endpoint -> uris.add(endpoint.getEndpointUri()));
        return uris;
    }

    /** Camel leaves a Kamelet's own route behind when the route that called it goes. */
    private List<String> withKamelets(List<String> ids) {
        List<String> all = new ArrayList<>(ids);
        for (int at = 0; at < all.size(); at++) {
            String parent = all.get(at);
            for (RouteDefinition route : new ArrayList<>(model.getRouteDefinitions())) {
                boolean child = route.getTemplateParameters() != null
                        && parent.equals(route.getTemplateParameters().get("parentRouteId"));
                if (child && !all.contains(route.getId())) {
                    all.add(route.getId());
                }
            }
        }
        return all;
    }

    private void removeRoute(String id) throws Exception {
        context.getRouteController().stopRoute(id, FORCED_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        context.removeRoute(id);
        RouteDefinition definition = model.getRouteDefinition(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
    }

    private void removeConfiguration(String id) throws Exception {
        if (model.getRouteConfigurationDefinition(id) != null) {
            model.removeRouteConfiguration(model.getRouteConfigurationDefinition(id));
        }
    }

    private void removeBean(String name) {
        context.getRegistry().unbind(name);
        model.getCustomBeans().removeIf(bean -> name.equals(bean.getName()));
    }

    private static void quietly(String what, Removal removal) {
        try {
            removal.run();
        } catch (Exception e) {
            LOG.warn("Could not remove {} of a dropped file: {}", what, e.getMessage());
        }
    }

    private interface Removal {
        void run() throws Exception;
    }
}
