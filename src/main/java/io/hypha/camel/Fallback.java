package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Source;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers with the definition's fallback where the backend could not; a failure that is the caller's own goes back to the
 * caller, as a fallback would hide the mistake.
 */
final class Fallback implements Processor {
    private static final Set<FailureCode> CALLERS_OWN =
            EnumSet.of(FailureCode.INVALID_PARAMS, FailureCode.ACTION_NOT_FOUND, FailureCode.BACKEND_REJECTED);

    @Override
    public void process(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Optional<JsonNode> body = HyphaExchange.policy(exchange).fallback();
        boolean own = caught instanceof ExecutionFailure failure && CALLERS_OWN.contains(failure.code());
        if (body.isEmpty() || own) {
            exchange.setException(caught);
            return;
        }
        exchange.getMessage().setBody(body.get());
        HyphaExchange.source(exchange, Source.FALLBACK);
        if (caught instanceof ExecutionFailure failure) {
            HyphaExchange.invocation(exchange)
                    .metadata("fallback_for", failure.code().label());
        }
    }
}
