package io.hypha.camel.routes;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes endpoints that files made, once nothing can use them any more. A removed endpoint is stopped, also for whoever found
 * it in the context; so where a route chooses its endpoints as it goes, they wait until that route is gone. Thread-safe.
 */
final class UnusedEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(UnusedEndpoints.class);
    private static final List<Class<?>> CHOOSING = List.of(
            ToDynamicDefinition.class,
            RecipientListDefinition.class,
            RoutingSlipDefinition.class,
            DynamicRouterDefinition.class,
            EnrichDefinition.class,
            PollEnrichDefinition.class);

    private final CamelContext context;
    private final EndpointUse integrations;
    private final Set<String> waiting = new TreeSet<>();

    UnusedEndpoints(CamelContext context, EndpointUse integrations) {
        this.context = context;
        this.integrations = integrations;
    }

    /**
     * Removes these, and those that had to wait.
     *
     * @param beans that go too, and that an endpoint must not keep
     * @param needed by other files
     */
    synchronized void remove(Collection<String> uris, Collection<String> beans, Set<String> needed) {
        waiting.addAll(uris);
        boolean mayBeChosen = context.getRoutes().stream().anyMatch(UnusedEndpoints::chooses);
        waiting.removeIf(uri -> {
            boolean stays =
                    needed.contains(uri) || (mayBeChosen && beans.stream().noneMatch(uri::contains));
            return !stays && remove(uri);
        });
    }

    /** Returns false if something uses it. */
    private boolean remove(String uri) {
        Endpoint endpoint = context.hasEndpoint(uri);
        if (endpoint == null) {
            return true;
        }
        if (context.getRoutes().stream().anyMatch(route -> uses(route, endpoint))) {
            return false;
        }
        integrations.unlessUsed(endpoint, () -> remove(endpoint));
        return true;
    }

    private void remove(Endpoint endpoint) {
        try {
            context.removeEndpoint(endpoint);
        } catch (Exception e) {
            LOG.warn("Could not remove an endpoint of a dropped file: {}", e.getMessage());
        }
    }

    private static boolean chooses(Route route) {
        return route.getRoute() instanceof RouteDefinition definition
                && CHOOSING.stream()
                        .anyMatch(type -> !ProcessorDefinitionHelper.filterTypeInOutputs(definition.getOutputs(), type)
                                .isEmpty());
    }

    private static boolean uses(Route route, Endpoint endpoint) {
        // A copy: Camel adds to the list of another file's route while it builds that one, on another thread.
        return endpoint.equals(route.getEndpoint())
                || Stream.of(route.getServices().toArray(Service[]::new))
                        .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
                        .anyMatch(step -> step instanceof EndpointAware aware && endpoint.equals(aware.getEndpoint()));
    }
}
