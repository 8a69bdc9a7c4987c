package io.hypha.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.config.Documents;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ConnectorParser;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployer;
import io.hypha.integration.Deployment;
import io.hypha.integration.DeploymentException;
import io.hypha.integration.TestDeployment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A connector without Camel: {@code echo} gives the params back; {@code fail} fails with the code that they name; {@code hold}
 * answers when it is told to.
 */
final class EchoConnector implements ConnectorCatalogue, Deployer {
    private static final String FILE =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: echo
              labels: {camel.apache.org/kamelet.type: action}
              annotations: {hypha.io/family: api, hypha.io/resources: none, hypha.io/async: "true"}
            spec:
              definition:
                title: Echo
                description: Gives back what it is given.
                type: object
                properties:
                  greeting: {type: string}
                  password: {type: string, format: password}
                  broken: {type: boolean}
              actions:
                hold: {description: Waits., params: {type: object}}
                echo: {description: Gives the params back., params: {type: object}}
                fail: {description: Fails., params: {type: object, properties: {code: {type: string}}, required: [code]}}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - log: "{{?greeting}}"
            """;

    final CompletableFuture<Deployment.Answer> held = new CompletableFuture<>();

    private final Connector connector =
            ConnectorParser.parse(Documents.yaml(FILE.getBytes(StandardCharsets.UTF_8), "echo.kamelet.yaml"), FILE);

    @Override
    public Optional<Connector> find(String name) {
        return all().stream().filter(known -> known.name().equals(name)).findFirst();
    }

    @Override
    public Collection<Connector> all() {
        return List.of(connector);
    }

    @Override
    public Deployment deploy(Definition definition, long revision, Deployment before) throws DeploymentException {
        if (definition.parameters().path("broken").asBoolean()) {
            throw new DeploymentException("echo is broken", null);
        }
        return new Echo(definition.id() + "@" + revision);
    }

    private final class Echo extends TestDeployment {
        Echo(String route) {
            super(route);
        }

        @Override
        public CompletableFuture<Answer> execute(Invocation invocation) {
            invocation.nextAttempt();
            if (invocation.action().equals("fail")) {
                return CompletableFuture.failedFuture(
                        failure(invocation.params().path("code").asText()));
            }
            if (invocation.action().equals("hold")) {
                return held;
            }
            return CompletableFuture.completedFuture(Answer.live(invocation.params()));
        }

        private static RuntimeException failure(String code) {
            if (code.equals("bug")) {
                return new IllegalStateException("an internal detail");
            }
            FailureCode known = FailureCode.valueOf(code.toUpperCase(Locale.ROOT));
            Outcome outcome = known == FailureCode.TIMED_OUT ? Outcome.UNKNOWN : Outcome.NOT_SENT;
            return ExecutionFailure.failure(known, outcome, "it failed with " + code)
                    .retryAfter(known == FailureCode.RATE_LIMITED ? Duration.ofMillis(1_500) : null)
                    .backend(502, JsonNodeFactory.instance.textNode("from behind"))
                    .build();
        }
    }
}
