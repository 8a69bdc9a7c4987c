package io.hypha.camel.routes;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** An integration that a route calls. */
final class IntegrationEndpoint extends DefaultEndpoint {
    private final IntegrationComponent component;
    private final IntegrationCall call;

    IntegrationEndpoint(String uri, IntegrationComponent component, String integrationId, String action) {
        super(uri, component);
        this.component = component;
        this.call = new IntegrationCall(integrationId, action);
    }

    @Override
    public Producer createProducer() {
        return new IntegrationProducer(this, call, component.executor(), component.threads());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "a route cannot start with 'integration:': integrations are called, with"
                        + " 'to: integration:ID'; start with timer:, direct: or whatever brings the message");
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }
}
