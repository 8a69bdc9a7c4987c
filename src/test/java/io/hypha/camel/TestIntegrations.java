package io.hypha.camel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.Problem;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.Config;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.Integrations;
import io.hypha.integration.MemoryRegistry;
import io.hypha.integration.Owner;
import io.hypha.secret.Masking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;

/** Integrations of some connectors as the runtime runs them, but kept nowhere. */
public final class TestIntegrations implements AutoCloseable {
    private final CamelContext context;
    private final Pools pools = new Pools(16);
    private final Integrations integrations;

    /**
     * @param context not started yet
     * @param connectors names of files in {@code routes/connectors}
     */
    public TestIntegrations(
            CamelContext context,
            List<ResourceFactory> factories,
            List<FailureTranslator> translators,
            Masking masking,
            List<String> connectors)
            throws Exception {
        this.context = context;
        context.disableJMX();
        Connectors catalogue = new Connectors(context);
        CamelDeployer deployer = new CamelDeployer(
                context,
                catalogue,
                factories,
                translators,
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        this.integrations = new Integrations(new Config(
                new DefinitionReader(catalogue, (pointer, text) -> text, masking),
                deployer,
                new MemoryRegistry(),
                List.of(),
                masking,
                Clock.systemUTC(),
                Duration.ofSeconds(5)));
        context.start();
        for (String name : connectors) {
            Path file = Path.of("routes/connectors", name + ".kamelet.yaml");
            ConnectorFiles.load(catalogue, file.toString(), Files.readString(file));
        }
    }

    /** @param definition as YAML or JSON */
    public void register(String id, String definition) {
        join(integrations.put(id, parse(definition), Owner.API, null).toCompletableFuture());
    }

    public void unregister(String id) {
        join(integrations.unregister(id, Owner.API, null).toCompletableFuture());
    }

    public boolean has(String id) {
        return integrations.find(id).isPresent();
    }

    /** @param definition as YAML or JSON */
    public List<Problem> check(String definition) {
        return integrations.check("x", parse(definition));
    }

    public CompletableFuture<ExecutionResult> execute(String id, ObjectNode document) {
        Caller caller = new Caller("tester", "java", "r1");
        return integrations
                .execute(new ExecutionRequest("e1", id, document, caller))
                .toCompletableFuture();
    }

    /** The value, or what it failed with. */
    public static <T> T join(CompletableFuture<T> stage) {
        try {
            return stage.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static ObjectNode parse(String definition) {
        return (ObjectNode) Documents.yaml(definition.getBytes(StandardCharsets.UTF_8), "test")
                .root();
    }

    @Override
    public void close() {
        integrations.close();
        context.stop();
        pools.close();
    }
}
