package io.hypha.camel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.TestIntegrations;
import io.hypha.config.Problem;
import io.hypha.credential.HttpCredentials;
import io.hypha.execution.ExecutionResult;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Integrations of the connector {@code rest} as the runtime runs them, but kept nowhere. */
final class RestRuntime implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    private final TestIntegrations integrations;

    RestRuntime() throws Exception {
        HttpClients clients = new HttpClients(vertx);
        Masking masking = new ValueMasking();
        CamelContext context = new DefaultCamelContext();
        context.addComponent(HttpComponent.SCHEME, new HttpComponent(vertx, clients, Clock.systemUTC(), masking));
        integrations = new TestIntegrations(
                context,
                List.of(new HttpResources(new HttpCredentials(vertx, clients.shared(), Clock.systemUTC(), masking))),
                List.of(),
                masking,
                List.of("rest"));
    }

    void register(String id, String config) {
        integrations.register(id, json(config));
    }

    List<Problem> check(String config) {
        return integrations.check(json(config));
    }

    CompletableFuture<ExecutionResult> execute(String id, String document) {
        return integrations.execute(id, (ObjectNode) Calls.json(document));
    }

    private static String json(String text) {
        return Calls.json(text).toString();
    }

    @Override
    public void close() {
        integrations.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
