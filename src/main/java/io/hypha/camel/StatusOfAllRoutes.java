package io.hypha.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.engine.DefaultRouteController;

/**
 * Knows the status of integrations' routes too: {@link RouteAssembly} adds them past the list that Camel keeps, and its MBean of the
 * context fails on a route without a status.
 */
final class StatusOfAllRoutes extends DefaultRouteController {
    StatusOfAllRoutes(CamelContext context) {
        super(context);
    }

    @Override
    public ServiceStatus getRouteStatus(String routeId) {
        ServiceStatus status = super.getRouteStatus(routeId);
        boolean assembled = status == null && getCamelContext().getRoute(routeId) != null;
        return assembled ? ServiceStatus.Started : status;
    }
}
