package io.hypha.camel.routes;

import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A context in which a route that is removed leaves its endpoints: Camel would remove, and stop, those that no other route of
 * its list names, though integrations use them, or a route that chose them as it went. {@link UnusedEndpoints} asks all.
 */
public class RoutesContext extends DefaultCamelContext {
    private static final ThreadLocal<Boolean> REMOVING_ROUTE = ThreadLocal.withInitial(() -> false);

    public RoutesContext() {
        super(false);
    }

    @Override
    public boolean removeRoute(String routeId) throws Exception {
        REMOVING_ROUTE.set(true);
        try {
            return super.removeRoute(routeId);
        } finally {
            REMOVING_ROUTE.remove();
        }
    }

    @Override
    public void removeEndpoint(Endpoint endpoint) {
        if (!REMOVING_ROUTE.get()) {
            super.removeEndpoint(endpoint);
        }
    }
}
