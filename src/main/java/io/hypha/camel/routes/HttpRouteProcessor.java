package io.hypha.camel.routes;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.RouteCall;
import io.vertx.ext.auth.User;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** One request of a route: says who calls, and throws what the exchange failed with, which Camel would answer without a word. */
final class HttpRouteProcessor extends DelegateAsyncProcessor {
    HttpRouteProcessor(Processor route) {
        super(route);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        RouteCall call = call(exchange);
        if (call != null) {
            exchange.setVariable(IntegrationProducer.CALLER, call.caller());
        }
        super.process(exchange);
        if (exchange.getException() != null) {
            throw failure(exchange, call);
        }
    }

    /** Taken off the message: what is a header may go out. */
    private static RouteCall call(Exchange exchange) {
        Object user = exchange.getMessage().removeHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER);
        return user instanceof User known && known.attributes().getValue(RouteCall.ATTRIBUTE) instanceof RouteCall call
                ? call
                : null;
    }

    private static Exception failure(Exchange exchange, RouteCall call) {
        ExecutionFailure failure = exchange.getException(ExecutionFailure.class);
        if (failure == null) {
            return exchange.getException();
        }
        if (call != null) {
            call.failedWith(exchange.getVariable(IntegrationProducer.EXECUTION_ID, String.class));
        }
        return failure;
    }
}
