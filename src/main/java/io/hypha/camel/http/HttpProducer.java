package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.camel.HyphaExchange;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends what an exchange's invocation asks for; sets the answer as its body, or an {@link ExecutionFailure}. */
final class HttpProducer extends DefaultAsyncProducer {
    private static final int LARGE_OCTETS = 256 * 1024;

    private final HttpConnector connector;
    private final HttpTarget target;

    HttpProducer(HttpEndpoint endpoint, HttpConnector connector, HttpTarget target) {
        super(endpoint);
        this.connector = connector;
        this.target = target;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Invocation invocation = HyphaExchange.invocation(exchange);
        OutgoingRequest request;
        try {
            request = target.request(invocation);
        } catch (ExecutionFailure e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        HttpFailures failures = new HttpFailures(target.base(), request, connector.masking());
        HttpCall.Listener listener = (answer, failure) -> whereItFits(answer, () -> {
            finish(exchange, invocation, failures, answer, failure);
            callback.done(false);
        });
        new HttpCall(connector, target, request, HyphaExchange.timeoutMillis(exchange), listener).start();
        return false;
    }

    /** Other calls of this event loop must not wait while a large body is parsed. */
    private void whereItFits(HttpAnswer answer, Runnable rest) {
        if (answer == null || answer.body().length() < LARGE_OCTETS) {
            rest.run();
        } else {
            connector.parsers().executeBlocking(Executors.callable(rest), false);
        }
    }

    private void finish(
            Exchange exchange,
            Invocation invocation,
            HttpFailures failures,
            HttpAnswer answer,
            ExecutionFailure failure) {
        if (failure != null) {
            exchange.setException(failure);
        } else if (!answer.isSuccess()) {
            exchange.setException(failures.answered(answer, connector.clock()));
        } else {
            succeed(exchange, invocation, failures, answer);
        }
    }

    private static void succeed(Exchange exchange, Invocation invocation, HttpFailures failures, HttpAnswer answer) {
        try {
            JsonNode body = BodyReader.read(answer);
            exchange.getMessage().setBody(body);
            answer.describe(invocation);
        } catch (IOException e) {
            exchange.setException(failures.malformedJson(answer));
        } catch (RuntimeException e) {
            exchange.setException(failures.broken(true, e));
        }
    }
}
