package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntegrationComponentTest {
    private final ExecutorService threads =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "of the routes"));
    private DefaultCamelContext context;
    private ProducerTemplate template;
    private ExecutionRequest request;
    private CompletionStage<ExecutionResult> answer;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.disableJMX();
        context.addComponent(
                "integration",
                new IntegrationComponent(
                        asked -> {
                            request = asked;
                            return answer;
                        },
                        threads));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:named").routeId("caller").to("integration:my_integration?action=get_data");
                from("direct:whole").to("integration:my_integration");
                from("direct:thread")
                        .to("integration:my_integration?action=get_data")
                        .process(exchange -> exchange.getMessage()
                                .setBody(Thread.currentThread().getName()));
            }
        });
        context.start();
        template = context.createProducerTemplate();
        answer = CompletableFuture.completedFuture(result(Map.of("names", List.of("a", "b"), "count", 2)));
    }

    @AfterEach
    void stop() throws Exception {
        template.close();
        context.stop();
        threads.shutdownNow();
    }

    @Test
    void shouldCallActionWithBodyAsParams() {
        Exchange exchange = send("direct:named", Map.of("id", 123));

        assertThat(request.integrationId()).isEqualTo("my_integration");
        assertThat(request.document()).isEqualTo(json(Map.of("action", "get_data", "params", Map.of("id", 123))));
        assertThat(request.caller().name()).isEqualTo("route:caller");
        assertThat(request.caller().door()).isEqualTo("route");
        assertThat(request.caller().requestId()).isEqualTo(exchange.getExchangeId());
    }

    @Test
    void shouldReplaceBodyByPlainResult() {
        Exchange exchange = send("direct:named", null);

        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("names", List.of("a", "b"), "count", 2));
        assertThat(exchange.getVariable("hyphaExecutionId")).isEqualTo(request.executionId());
        assertThat(exchange.getVariable("hyphaAttempts")).isEqualTo(2);
        assertThat(exchange.getVariable("hyphaSource")).isEqualTo("cache");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void shouldTakeParamsAsJsonTextOrBytes() {
        JsonNode expected = json(Map.of("id", 1));
        for (Object body : List.of("{\"id\": 1}", "{\"id\": 1}".getBytes(StandardCharsets.UTF_8), expected)) {
            send("direct:named", body);
            assertThat(request.document().get("params")).isEqualTo(expected);
        }
    }

    @Test
    void shouldTakeNoBodyAsNoParams() {
        for (String body : new String[] {null, "", "  "}) {
            send("direct:named", body);
            assertThat(request.document()).isEqualTo(json(Map.of("action", "get_data", "params", Map.of())));
        }
    }

    @Test
    void shouldSendBodyAsItIsWithoutAction() {
        send("direct:whole", "{\"action\": \"x\", \"params\": {}}");

        assertThat(request.document()).isEqualTo(json(Map.of("action", "x", "params", Map.of())));
    }

    @Test
    void shouldRefuseBodyThatIsNoObject() {
        for (Object body : List.of("[1]", "text", 5, new Object())) {
            request = null;
            assertThat(send("direct:named", body).getException())
                    .isInstanceOfSatisfying(ExecutionFailure.class, failure -> assertThat(failure.code())
                            .isEqualTo(FailureCode.INVALID_PARAMS));
            assertThat(request).isNull();
        }
    }

    @Test
    void shouldFailExchangeWithFailureOfExecution() {
        ExecutionFailure failure = ExecutionFailure.failure(FailureCode.CIRCUIT_OPEN, Outcome.NOT_SENT, "open")
                .build();
        answer = CompletableFuture.supplyAsync(() -> {
            throw failure;
        });

        assertThat(send("direct:named", null).getException()).isSameAs(failure);
    }

    @Test
    void shouldNotKeepTheThreadWhileExecuting() {
        CompletableFuture<ExecutionResult> later = new CompletableFuture<>();
        answer = later;
        CompletableFuture<Exchange> exchange = template.asyncSend("direct:named", asked -> {});
        later.completeAsync(() -> result("late"));

        assertThat(exchange.join().getMessage().getBody()).isEqualTo("late");
    }

    /** Answers come on event loops, which serve everybody; a route's next step may block. */
    @Test
    void shouldGoOnOnAThreadOfTheRoutes() {
        CompletableFuture<ExecutionResult> later = new CompletableFuture<>();
        answer = later;
        CompletableFuture<Exchange> exchange = template.asyncSend("direct:thread", asked -> {});
        await().until(() -> later.getNumberOfDependents() > 0);

        later.complete(result("late"));

        assertThat(exchange.join().getMessage().getBody()).isEqualTo("of the routes");
    }

    @Test
    void shouldRefuseUnknownOptionAndConsumer() {
        assertThat(catchThrowable(() -> context.getEndpoint("integration:x?actoin=y")))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("actoin");
        assertThat(catchThrowable(() -> context.getEndpoint("integration:x").createConsumer(exchange -> {})))
                .hasMessageContaining("cannot start with 'integration:'");
    }

    private Exchange send(String uri, Object body) {
        return template.send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static ExecutionResult result(Object value) {
        return new ExecutionResult(
                "e", "my_integration", "get_data", "success", json(value), 2, 5, Source.CACHE, Map.of());
    }

    private static JsonNode json(Object value) {
        return Json.mapper().valueToTree(value);
    }
}
