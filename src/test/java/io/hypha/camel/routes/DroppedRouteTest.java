package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.config.Documents;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.Source;
import io.hypha.secret.ValueMasking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route of a dropped file that calls an integration, tested as its author would: with Camel Test. */
class DroppedRouteTest extends CamelTestSupport {
    private static final String ROUTE =
            """
            - route:
                id: mushroom
                from:
                  uri: direct:mushroom
                  steps:
                    - setBody: {constant: '{"id": 7}'}
                    - to: {uri: "integration:my_integration", parameters: {action: get_data}}
                    - to: "mock:end"
            """;

    private final List<ExecutionRequest> requests = new ArrayList<>();
    private DroppedRoutes routes;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.addComponent("integration", new IntegrationComponent(this::execute, Runnable::run));
        return context;
    }

    @BeforeEach
    void drop() {
        routes = new DroppedRoutes(context(), (endpoint, removal) -> removal.run(), new ValueMasking());
        routes.apply("mushroom.yaml", Documents.yaml(ROUTE.getBytes(StandardCharsets.UTF_8), "mushroom.yaml"), ROUTE)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void shouldCallTheIntegrationAndGoOnWithItsResult() throws Exception {
        MockEndpoint end = getMockEndpoint("mock:end");
        end.expectedMessageCount(1);

        template().sendBody("direct:mushroom", null);

        end.assertIsSatisfied();
        assertThat(end.getExchanges().get(0).getIn().getBody()).isEqualTo(Map.of("name", "mushroom"));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.integrationId()).isEqualTo("my_integration");
            assertThat(request.document()).hasToString("{\"action\":\"get_data\",\"params\":{\"id\":7}}");
        });
    }

    private CompletionStage<ExecutionResult> execute(ExecutionRequest request) {
        requests.add(request);
        return CompletableFuture.completedFuture(new ExecutionResult(
                request.executionId(),
                request.integrationId(),
                "get_data",
                "success",
                JsonNodeFactory.instance.objectNode().put("name", "mushroom"),
                1,
                1,
                Source.LIVE,
                Map.of()));
    }
}
