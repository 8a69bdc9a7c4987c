package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Calls an integration without keeping the thread. The route goes on elsewhere than where the answer came: that thread is not its own. */
final class IntegrationProducer extends DefaultAsyncProducer {
    static final String EXECUTION_ID = "hyphaExecutionId";
    static final String ATTEMPTS = "hyphaAttempts";
    static final String SOURCE = "hyphaSource";
    static final String CALLER = "hyphaCaller";

    private final IntegrationCall call;
    private final Function<ExecutionRequest, CompletionStage<ExecutionResult>> executor;
    private final Executor threads;

    IntegrationProducer(
            IntegrationEndpoint endpoint,
            IntegrationCall call,
            Function<ExecutionRequest, CompletionStage<ExecutionResult>> executor,
            Executor threads) {
        super(endpoint);
        this.call = call;
        this.executor = executor;
        this.threads = threads;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<ExecutionResult> result = start(exchange);
        if (result.isDone()) {
            var unused = result.whenComplete((value, failure) -> finish(exchange, value, failure));
            callback.done(true);
            return true;
        }
        var unused = result.whenCompleteAsync(
                (value, failure) -> {
                    finish(exchange, value, failure);
                    callback.done(false);
                },
                threads);
        return false;
    }

    private CompletableFuture<ExecutionResult> start(Exchange exchange) {
        try {
            return executor.apply(request(exchange)).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ExecutionRequest request(Exchange exchange) {
        String executionId = UUID.randomUUID().toString();
        exchange.setVariable(EXECUTION_ID, executionId);
        JsonNode document = call.document(
                exchange.getMessage().getBody(), () -> exchange.getMessage().getBody(byte[].class));
        return new ExecutionRequest(executionId, call.integrationId(), document, caller(exchange));
    }

    /** Whoever called the route over HTTP, else the route itself. */
    private static Caller caller(Exchange exchange) {
        return exchange.getVariable(CALLER) instanceof Caller caller
                ? caller
                : new Caller("route:" + exchange.getFromRouteId(), "route", exchange.getExchangeId());
    }

    private static void finish(Exchange exchange, ExecutionResult value, Throwable failure) {
        if (failure != null) {
            boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
            exchange.setException(wrapped ? failure.getCause() : failure);
            return;
        }
        exchange.setVariable(ATTEMPTS, value.attempts());
        exchange.setVariable(SOURCE, value.source().label());
        exchange.getMessage().setBody(IntegrationCall.plain(value.result()));
    }
}
