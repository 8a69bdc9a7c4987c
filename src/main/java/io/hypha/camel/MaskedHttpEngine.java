package io.hypha.camel;

import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** Serves {@code platform-http:} as Camel does, with secrets taken out of what its routes answer. */
final class MaskedHttpEngine extends VertxPlatformHttpEngine {
    /** What the component looks for. */
    static final String NAME = "platform-http-engine";

    private final UnaryOperator<String> masking;

    MaskedHttpEngine(CamelContext context, UnaryOperator<String> masking) {
        setCamelContext(context);
        this.masking = masking;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return super.createConsumer(endpoint, new MaskedAnswer(processor, masking));
    }
}
