package io.hypha.camel.routes;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/**
 * Serves {@code platform-http:} as Camel's own engine does, but integrations that a route calls learn who called the route, and a
 * failed route is left to the API's door to answer.
 */
public final class HttpRoutesEngine extends VertxPlatformHttpEngine {
    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return super.createConsumer(endpoint, new HttpRouteProcessor(processor));
    }
}
