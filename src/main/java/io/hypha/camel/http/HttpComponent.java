package io.hypha.camel.http;

import io.hypha.secret.Masking;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/**
 * Component {@code hypha-http:NAME}: calls the {@code HttpTarget} that is bound under that name in Camel's registry. Asynchronous: an
 * exchange continues on the event loop that got its answer.
 *
 * <p>Uses the given clients and never closes them.
 */
public final class HttpComponent extends DefaultComponent {
    /** The scheme to bind it as. */
    public static final String SCHEME = "hypha-http";

    private final HttpConnector connector;

    /** @param masking takes secrets out of what is cut off, as a part of one is not known later */
    public HttpComponent(Vertx vertx, HttpClients clients, Clock clock, Masking masking) {
        this.connector = new HttpConnector(
                vertx,
                clients,
                vertx.createSharedWorkerExecutor(
                        "hypha-parser", Runtime.getRuntime().availableProcessors()),
                clock,
                masking);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        HttpTarget target = CamelContextHelper.mandatoryLookup(getCamelContext(), remaining, HttpTarget.class);
        return new HttpEndpoint(uri, this, connector, target);
    }
}
