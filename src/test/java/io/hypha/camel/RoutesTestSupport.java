package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import io.hypha.connector.Connector;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import io.hypha.integration.DeploymentException;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;

/** The project's own route templates, on Camel Test: whatever a connector sends to is a {@link MockEndpoint}. */
abstract class RoutesTestSupport extends CamelTestSupport {
    private final Pools pools = new Pools(4);
    private Connectors connectors;
    private CamelDeployer deployer;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.addComponent("hypha-http", new MockComponent());
        connectors = new Connectors(context);
        deployer = new CamelDeployer(
                context,
                connectors,
                resources(),
                List.of(),
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        return context;
    }

    /** What the connectors' files name in {@code hypha.io/resources}. */
    protected List<ResourceFactory> resources() {
        return List.of();
    }

    @AfterEach
    void closePools() {
        connectors.close();
        pools.close();
    }

    /** @param file below {@code routes/connectors} */
    final void loadConnector(String file) throws Exception {
        loadConnector(file, Files.readString(Path.of("routes/connectors", file)));
    }

    final void loadConnector(String file, String text) {
        ConnectorFiles.load(connectors, file, text);
    }

    final Deployment deploy(String connector, ResiliencePolicy policy) throws DeploymentException {
        ObjectNode empty = Json.mapper().createObjectNode();
        return deploy(new Definition(
                "it", connector(connector), empty, Map.of(), AuthSettings.NONE, policy, empty, List.of()));
    }

    final Deployment deploy(Definition definition) throws DeploymentException {
        return deployer.deploy(definition, 1, null);
    }

    /** The next revision, in place of another. */
    final Deployment replace(Deployment before, Definition definition) throws DeploymentException {
        return deployer.deploy(definition, 2, before);
    }

    final Connector connector(String name) {
        return connectors.find(name).orElseThrow();
    }

    /** With so many retries at once, a breaker that opens after two failures, and the fallback, which may be null. */
    static ResiliencePolicy policy(int retries, JsonNode fallback) {
        return new ResiliencePolicy(
                Duration.ofSeconds(30),
                new RetryPolicy(retries, Duration.ofMillis(1), 1, Duration.ofMillis(5), 0),
                new BreakerPolicy(50, 2, 2, Duration.ofHours(1)),
                4,
                Optional.empty(),
                Optional.ofNullable(fallback));
    }

    static Invocation invocation(String action, ObjectNode params) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("action", action);
        return new Invocation(
                new ExecutionRequest("e1", "it", document, new Caller("tester", "java", "r1")), action, params);
    }

    static Deployment.Answer call(Deployment deployment) {
        return deployment.execute(invocation("", null)).join();
    }

    static ExecutionFailure failed(Deployment deployment) {
        try {
            throw new AssertionError("succeeded: " + call(deployment));
        } catch (CompletionException e) {
            return (ExecutionFailure) e.getCause();
        }
    }
}
