package io.hypha.camel.http;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One integration's target. */
final class HttpEndpoint extends DefaultEndpoint {
    private final HttpConnector connector;
    private final HttpTarget target;

    HttpEndpoint(String uri, HttpComponent component, HttpConnector connector, HttpTarget target) {
        super(uri, component);
        this.connector = connector;
        this.target = target;
    }

    @Override
    public Producer createProducer() {
        return new HttpProducer(this, connector, target);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(HttpComponent.SCHEME + " only calls: it cannot stand in 'from'");
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }
}
