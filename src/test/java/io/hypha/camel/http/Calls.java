package io.hypha.camel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.HyphaExchange;
import io.hypha.connector.Connector;
import io.hypha.credential.AuthSettings;
import io.hypha.credential.HttpCredentials;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Calls through the component as routes of integrations do; definitions are JSON with single quotes. */
final class Calls implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final Vertx vertx = Vertx.vertx();
    final Masking masking = new ValueMasking();
    private final CamelContext context = new DefaultCamelContext();
    private final HttpResources resources;
    private AsyncProducer producer;
    private int revision;
    private Duration timeout = Duration.ofSeconds(20);

    /** What a call gave, and on which thread. */
    record Result(JsonNode body, Invocation invocation, String thread) {}

    Calls() throws Exception {
        HttpClients clients = new HttpClients(vertx);
        context.addComponent(HttpComponent.SCHEME, new HttpComponent(vertx, clients, Clock.systemUTC(), masking));
        resources = new HttpResources(new HttpCredentials(vertx, clients.shared(), Clock.systemUTC(), masking));
        context.start();
    }

    Calls timeout(Duration newTimeout) {
        timeout = newTimeout;
        return this;
    }

    Calls define(String parameters) throws Exception {
        return define(parameters, "{}", AuthSettings.NONE);
    }

    Calls define(String parameters, String operations, AuthSettings auth) throws Exception {
        String key = "x@" + ++revision;
        resources.create(definition(parameters, operations, auth), key).forEach((name, object) -> context.getRegistry()
                .bind(key + "." + name, object));
        Endpoint endpoint = context.getEndpoint("hypha-http:" + key + ".target");
        producer = endpoint.createAsyncProducer();
        producer.start();
        return this;
    }

    Object create(String parameters, String operations) {
        return resources.create(definition(parameters, operations, AuthSettings.NONE), "x@1");
    }

    Result call(String document) {
        try {
            return start(document).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ExecutionFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    ExecutionFailure failed(String document) {
        try {
            throw new AssertionError("succeeded: " + call(document));
        } catch (ExecutionFailure e) {
            return e;
        }
    }

    CompletableFuture<Result> start(String document) {
        Invocation invocation = invocation((ObjectNode) json(document));
        Exchange exchange = new DefaultExchange(context);
        HyphaExchange.start(exchange, invocation, policy());
        exchange.getMessage().setHeader("X-Callers-Own", "secret");
        CompletableFuture<Result> result = new CompletableFuture<>();
        producer.process(exchange, sync -> finish(exchange, invocation, result));
        return result;
    }

    private static void finish(Exchange exchange, Invocation invocation, CompletableFuture<Result> result) {
        if (exchange.getException() == null) {
            result.complete(new Result(
                    (JsonNode) exchange.getMessage().getBody(),
                    invocation,
                    Thread.currentThread().getName()));
        } else {
            result.completeExceptionally(exchange.getException());
        }
    }

    private static Invocation invocation(ObjectNode document) {
        ExecutionRequest request = new ExecutionRequest("e1", "x", document, new Caller("tester", "java", "r1"));
        JsonNode params = document.path("params");
        return new Invocation(request, request.action(), params.isObject() ? (ObjectNode) params : null);
    }

    private static Definition definition(String parameters, String operations, AuthSettings auth) {
        Connector connector = new Connector(
                "rest",
                "",
                "",
                "api",
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Connector.Operations(null, null, true),
                List.of("none", "basic", "api_key", "bearer", "oauth2"),
                new Connector.Traits(true, true, "http", false),
                "",
                "");
        Map<String, JsonNode> declared = new LinkedHashMap<>();
        json(operations).properties().forEach(entry -> declared.put(entry.getKey(), entry.getValue()));
        ObjectNode config = (ObjectNode) json(parameters);
        ResiliencePolicy policy =
                new ResiliencePolicy(Duration.ofSeconds(1), retry(), breaker(), 8, Optional.empty(), Optional.empty());
        return new Definition("x", connector, config, declared, auth, policy, config, List.of());
    }

    private ResiliencePolicy policy() {
        return new ResiliencePolicy(timeout, retry(), breaker(), 8, Optional.empty(), Optional.empty());
    }

    private static RetryPolicy retry() {
        return new RetryPolicy(0, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);
    }

    private static BreakerPolicy breaker() {
        return new BreakerPolicy(50, 10, 10, Duration.ofSeconds(1));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        context.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
