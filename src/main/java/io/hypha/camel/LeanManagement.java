package io.hypha.camel;

import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.management.DefaultManagementObjectStrategy;

/**
 * Camel's MBeans, but not of the endpoints and producers of integrations: each would cost more heap than the integration's two
 * routes, which {@link RouteMBeans} shows. Those of dropped routes are as Camel users know them, but where the endpoint, after
 * which MBeans are named, holds a secret.
 */
final class LeanManagement extends DefaultManagementObjectStrategy {
    private final UnaryOperator<String> masking;

    LeanManagement(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    @Override
    public Object getManagedObjectForEndpoint(CamelContext context, Endpoint endpoint) {
        return isHidden(endpoint) ? null : super.getManagedObjectForEndpoint(context, endpoint);
    }

    @Override
    public Object getManagedObjectForProducer(CamelContext context, Producer producer) {
        return isHidden(producer.getEndpoint()) ? null : super.getManagedObjectForProducer(context, producer);
    }

    @Override
    public Object getManagedObjectForConsumer(CamelContext context, Consumer consumer) {
        return isHidden(consumer.getEndpoint()) ? null : super.getManagedObjectForConsumer(context, consumer);
    }

    @Override
    public Object getManagedObjectForService(CamelContext context, Service service) {
        return EndpointLedger.isRecording() ? null : super.getManagedObjectForService(context, service);
    }

    private boolean isHidden(Endpoint endpoint) {
        String uri = endpoint.getEndpointUri();
        return EndpointLedger.isRecording() || !masking.apply(uri).equals(uri);
    }
}
