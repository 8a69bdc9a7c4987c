package io.hypha.camel;

import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.credential.HttpCredential;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultExchange;

/** The two routes of one revision, and the way into them. */
final class CamelDeployment implements Deployment {
    private final CamelContext context;
    private final Definition definition;
    private final List<RouteService> routes;
    private final AsyncProcessor entry;
    private final HyphaProcessorFactory.Blueprint blueprint;
    private final RouteMBean counts;
    private final DeploymentResources resources;
    private final Undo undo;

    /** @param undo how to remove all of it */
    CamelDeployment(
            CamelContext context,
            Definition definition,
            List<RouteService> routes,
            HyphaProcessorFactory.Blueprint blueprint,
            RouteMBean counts,
            DeploymentResources resources,
            Undo undo) {
        this.context = context;
        this.definition = definition;
        this.routes = routes;
        this.entry = ((DefaultConsumer) routes.get(0).getInput()).getAsyncProcessor();
        this.blueprint = blueprint;
        this.counts = counts;
        this.resources = resources;
        this.undo = undo;
    }

    @Override
    public CompletableFuture<Answer> execute(Invocation invocation) {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        HyphaExchange.start(exchange, invocation, definition.resilience());
        if (definition.connector().traits().textual()) {
            exchange.getIn().setBody(json(invocation));
            exchange.getIn().setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        counts.started();
        entry.process(exchange, sync -> {
            counts.ended(!exchange.isFailed());
            complete(exchange, answer);
        });
        return answer;
    }

    /** What a plain Kamelet finds where Kamelets look for their input; connectors of ours read the invocation. */
    private static String json(Invocation invocation) {
        return invocation.action().isEmpty()
                ? invocation.document().toString()
                : invocation.params().toString();
    }

    private static void complete(Exchange exchange, CompletableFuture<Answer> answer) {
        Exception thrown = exchange.getException();
        if (thrown != null) {
            answer.completeExceptionally(thrown);
            return;
        }
        try {
            answer.complete(Answers.of(exchange));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    Definition definition() {
        return definition;
    }

    Circuit circuit() {
        return blueprint.circuit();
    }

    Optional<AtomicRateLimiter> limiter() {
        return blueprint.plan().limiter();
    }

    @Override
    public String breaker() {
        return circuit().breaker().getState().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> credential() {
        return resources.find(HttpCredential.class).stream()
                .map(HttpCredential::state)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public List<String> routes() {
        return routes.stream().map(RouteService::getId).toList();
    }

    @Override
    public synchronized void close() {
        undo.close();
    }
}
