package io.hypha.camel.routes;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.Masking;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/**
 * Serves {@code platform-http:} as Camel's own engine does, but integrations that a route calls learn who called the route, and a
 * failed route is left to the API's door to answer. Secrets are taken out of what routes answer.
 */
public final class HttpRoutesEngine extends VertxPlatformHttpEngine {
    private final Masking masking;

    public HttpRoutesEngine(CamelContext context, Masking masking) {
        setCamelContext(context);
        this.masking = requireNonNull(masking, "masking is null");
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return super.createConsumer(endpoint, new HttpRouteProcessor(new MaskedAnswer(processor, masking::mask)));
    }
}
