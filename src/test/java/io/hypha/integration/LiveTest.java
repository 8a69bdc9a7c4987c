package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.config.Documents;
import io.hypha.connector.ConnectorParser;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static final String CONNECTOR =
            """
            kind: Kamelet
            metadata: {name: probe, labels: {camel.apache.org/kamelet.type: action}}
            spec:
              definition: {properties: {address: {type: string}}}
              template:
                from: {uri: "kamelet:source", steps: [{log: "x"}]}
            """;

    private final CompletableFuture<Deployment.Answer> inside = new CompletableFuture<>();
    private final Live live = new Live(definition(), null, new TestDeployment("it@1") {
        @Override
        public CompletableFuture<Answer> execute(Invocation invocation) {
            return inside;
        }
    });

    @Test
    void shouldSayWhyACallWasCutOff() {
        CompletableFuture<Deployment.Answer> call = call();
        live.close();
        inside.completeExceptionally(new IllegalStateException("SendProcessor has not been started"));

        ExecutionFailure failure = Live.failure(thrown(call));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("it was replaced or stopped").hasMessageNotContaining("Processor");
        assertThat(live.inFlight()).isZero();
    }

    @Test
    void shouldPassOnWhatACallFailedWith() {
        CompletableFuture<Deployment.Answer> call = call();
        RuntimeException failure = new IllegalStateException("a bug");
        inside.completeExceptionally(failure);

        assertThat(Live.failure(thrown(call))).hasCause(failure);
    }

    private static Definition definition() {
        byte[] yaml = CONNECTOR.getBytes(StandardCharsets.UTF_8);
        return new Definition(
                "it",
                ConnectorParser.parse(Documents.yaml(yaml, "probe.kamelet.yaml"), CONNECTOR),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                AuthSettings.NONE,
                ResilienceReader.read(JsonNodeFactory.instance.objectNode(), 1, new ArrayList<>()),
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    private CompletableFuture<Deployment.Answer> call() {
        ExecutionRequest request = new ExecutionRequest(
                "e", "it", JsonNodeFactory.instance.objectNode(), new Caller("somebody", "test", "r"));
        return live.execute(new Invocation(request, "read", null));
    }

    private static Throwable thrown(CompletableFuture<?> call) {
        return call.handle((done, thrown) -> thrown).join();
    }
}
