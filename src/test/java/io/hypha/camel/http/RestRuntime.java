package io.hypha.camel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.CamelDeployer;
import io.hypha.camel.Connectors;
import io.hypha.camel.Pools;
import io.hypha.config.Problem;
import io.hypha.credential.HttpCredentials;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.Config;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.DesiredState;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import io.hypha.integration.Registration;
import io.hypha.integration.Registry;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Integrations of the connector {@code rest} as the runtime runs them, but kept nowhere. */
final class RestRuntime implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Integrations integrations;
    private final CamelContext context = new DefaultCamelContext();
    private final Pools pools = new Pools(4);

    RestRuntime() throws Exception {
        HttpClients clients = new HttpClients(vertx);
        Masking masking = new ValueMasking();
        Connectors connectors = new Connectors(context);
        context.disableJMX();
        context.addComponent(HttpComponent.SCHEME, new HttpComponent(vertx, clients, Clock.systemUTC()));
        CamelDeployer deployer = new CamelDeployer(
                context,
                connectors,
                List.of(new HttpResources(new HttpCredentials(vertx, clients.shared(), Clock.systemUTC(), masking))),
                List.of(),
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        integrations = new Integrations(new Config(
                new DefinitionReader(connectors, (pointer, text) -> text, masking),
                deployer,
                new NoRegistry(),
                List.of(),
                Clock.systemUTC(),
                Duration.ofSeconds(5)));
        context.start();
        Path file = Path.of("routes/connectors/rest.kamelet.yaml");
        connectors.load(file.toString(), Files.readString(file));
    }

    void register(String id, String config) {
        integrations
                .put(id, (ObjectNode) Calls.json(config), Owner.API, null)
                .toCompletableFuture()
                .join();
    }

    List<Problem> check(String config) {
        return integrations.check("x", (ObjectNode) Calls.json(config));
    }

    CompletableFuture<ExecutionResult> execute(String id, String document) {
        Caller caller = new Caller("tester", "java", "r1");
        return integrations
                .execute(new ExecutionRequest("e1", id, Calls.json(document), caller))
                .toCompletableFuture();
    }

    @Override
    public void close() {
        integrations.close();
        context.stop();
        pools.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static final class NoRegistry implements Registry {
        @Override
        public List<Registration> all() {
            return List.of();
        }

        @Override
        public void save(Registration registration) {}

        @Override
        public void desire(String id, DesiredState desired) {}

        @Override
        public void delete(String id) {}
    }
}
