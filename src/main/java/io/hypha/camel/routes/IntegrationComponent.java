package io.hypha.camel.routes;

import static java.util.Objects.requireNonNull;

import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel's {@code integration:} component, with which routes call integrations: {@code integration:ID?action=NAME}.
 *
 * <p>With an action, the message's body is its params: a map, JSON, or nothing. Without one, the body is the whole document
 * that the integration gets. The result replaces the body, as maps, lists and plain values. The id need not be registered
 * when the route is built.
 */
public final class IntegrationComponent extends DefaultComponent {
    private final Function<ExecutionRequest, CompletionStage<ExecutionResult>> executor;
    private final Executor threads;

    /** @param threads for what routes do with an answer, which may block; it must take every task */
    public IntegrationComponent(
            Function<ExecutionRequest, CompletionStage<ExecutionResult>> executor, Executor threads) {
        this.executor = requireNonNull(executor, "executor is null");
        this.threads = requireNonNull(threads, "threads is null");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String action = getAndRemoveParameter(parameters, "action", String.class, "");
        return new IntegrationEndpoint(uri, this, remaining, action);
    }

    Function<ExecutionRequest, CompletionStage<ExecutionResult>> executor() {
        return executor;
    }

    Executor threads() {
        return threads;
    }
}
