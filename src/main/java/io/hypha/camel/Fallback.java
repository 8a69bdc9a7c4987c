package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Fault;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers with the definition's fallback where the backend could not, and keeps what it covers; a failure that is the caller's
 * own goes back to the caller, as a fallback would hide the mistake.
 */
final class Fallback implements Processor {
    @Override
    public void process(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ExecutionFailure failure = ExecutionFailure.of(caught);
        Optional<JsonNode> body = HyphaExchange.policy(exchange).fallback();
        if (body.isEmpty() || failure.fault() == Fault.CALLER) {
            exchange.setException(caught);
            return;
        }
        exchange.getMessage().setBody(body.get());
        HyphaExchange.cover(exchange, failure);
        HyphaExchange.invocation(exchange)
                .metadata("fallback_for", failure.code().label());
    }
}
