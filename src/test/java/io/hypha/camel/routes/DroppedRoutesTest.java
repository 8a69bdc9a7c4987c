package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.hypha.config.Document;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.secret.Masking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DroppedRoutesTest {
    private static final String HELLO =
            """
            - route:
                id: hello
                from:
                  uri: direct:hello
                  steps:
                    - setBody: {simple: "hello ${body}"}
            """;
    private static final Masking NO_MASKING = new Masking() {
        @Override
        public void learn(String secret) {}

        @Override
        public void forget(String secret) {}

        @Override
        public String mask(String text) {
            return text;
        }
    };

    private DefaultCamelContext context;
    private DroppedRoutes routes;
    private String usedByIntegration = "";

    @BeforeEach
    void start() {
        context = new RoutesContext();
        context.disableJMX();
        context.addComponent("integration", new IntegrationComponent(DroppedRoutesTest::unknown, Runnable::run));
        context.start();
        routes = new DroppedRoutes(context, this::unlessUsed, NO_MASKING);
    }

    @AfterEach
    void stop() {
        routes.close();
        context.stop();
    }

    @Test
    void shouldRunDroppedRoute() {
        assertThat(apply("a.yaml", HELLO)).containsExactly("hello");

        assertThat(call("direct:hello", "world")).isEqualTo("hello world");
        assertThat(routes.running("a.yaml")).containsExactly("hello");
    }

    @Test
    void shouldNameRoutesWithoutIdAfterTheirFile() {
        assertThat(
                        apply(
                                "orders/in.yaml",
                                "- from: {uri: 'direct:a', steps: [log: a]}\n- route: {from: {uri: 'direct:b', steps: [log: b]}}"))
                .containsExactly("orders/in.yaml#1", "orders/in.yaml#2");
        assertThat(context.getRoute("orders/in.yaml#2")).isNotNull();
    }

    @Test
    void shouldReplaceRouteOfSameFile() {
        apply("a.yaml", HELLO);
        apply("a.yaml", HELLO.replace("hello $", "bye $"));

        assertThat(call("direct:hello", "world")).isEqualTo("bye world");
        assertThat(context.getRoutes()).hasSize(1);
    }

    @Test
    void shouldRemoveEverythingOfFile() {
        State before = state();
        apply("a.yaml", everything("x"));
        assertThat(call("direct:x", "1")).isEqualTo("bean x");

        routes.remove("a.yaml").toCompletableFuture().join();

        assertThat(state()).isEqualTo(before);
        assertThat(context.getRegistry().lookupByName("beanx")).isNull();
        assertThat(routes.running("a.yaml")).isEmpty();
    }

    @Test
    void shouldLeaveNothingOverManyCycles() {
        apply("other.yaml", HELLO);
        State before = state();
        for (int i = 0; i < 200; i++) {
            apply("a.yaml", everything("x"));
            routes.remove("a.yaml").toCompletableFuture().join();
        }
        assertThat(state()).isEqualTo(before);
        assertThat(call("direct:hello", "world")).isEqualTo("hello world");
    }

    @Test
    void shouldLeaveNothingOfFilesThatFail() {
        apply("other.yaml", HELLO);
        apply("first.yaml", "- route: {id: first, startupOrder: 5, from: {uri: 'direct:first', steps: [log: a]}}");
        State before = state();
        for (int i = 0; i < 50; i++) {
            problems("a.yaml", everything("x") + "- from: {uri: 'direct:y', steps: [to: 'nosuch:z']}");
            problems("a.yaml", everything("x") + CLASH);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** Passes the trial, since only a running route shows the clash. */
    private static final String CLASH =
            """
            - route: {id: s1, startupOrder: 5, from: {uri: 'direct:s1', steps: [log: a]}}
            - route: {id: s2, from: {uri: 'direct:s2', steps: [log: a]}}
            """;

    @Test
    void shouldBringBackOldVersionWhereNewOneFailsInTheRunningContext() {
        apply("first.yaml", "- route: {id: first, startupOrder: 5, from: {uri: 'direct:first', steps: [log: a]}}");
        apply("a.yaml", HELLO);

        List<Problem> problems = problems("a.yaml", HELLO.replace("hello $", "bye $") + CLASH);

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("startupOrder"));
        assertThat(call("direct:hello", "world")).isEqualTo("hello world");
        assertThat(context.getRoute("s2")).isNull();
        assertThat(context.getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRouteDefinition("s1"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- to: 'nosuch:x'                          | 6 | nosuch",
                "- to: {uri: 'log:x', parameters: {bad: 1}}| 6 | bad",
                "- setBody: {simple: '${wrong('}           | 6 | functionEnd",
                "- setBody: {simple: '${bodyy.}'}          | 6 | bodyy",
                "- nosuchstep: {}                          | 6 | nosuchstep",
                "- bean: {ref: nobean}                     | 6 | nobean",
                "- bean: {beanType: no.such.Type}          | 6 | no.such.Type",
                "- log: {message: x, colour: red}          | 6 | colour",
                "- to: 'controlbus:route?routeId=other&action=stop' | 6 | controlbus",
                "- toD: 'controlbus:route?routeId=other&action=stop' | 6 | controlbus",
                "- recipientList: {simple: 'log:a,controlbus:route?routeId=x&action=stop'} | 6 | controlbus",
                "- to: 'direct:my_integration@7'           | 6 | integration:ID",
                "- to: 'hypha-http:my_integration@7.target' | 6 | integration:ID",
                "- to: 'kamelet:log-sink/my_integration@7' | 6 | Kamelet",
                "- to: {uri: 'kamelet:log-sink', parameters: {routeId: hello}} | 6 | Kamelet",
                "- setBody: {simple: '${camelContext.stop}'} | 6 | context",
                "- log: '${exchange.context.routeController.stopRoute(x)}' | 6 | context",
            })
    void shouldNameLineOfWhatIsWrong(String step, int line, String word) {
        State before = state();
        String text = "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n        " + step
                + "\n        - log: end\n";

        assertThat(problems("a.yaml", text)).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.toString()).contains(word);
        });
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "- route: {id: a}\n  from: {uri: 'direct:a', steps: []}",
                "- text",
                "- nosuch: {}",
                "- rest: {path: /x}",
                "- restConfiguration: {component: netty-http}",
                "- rest-configuration: {component: netty-http}",
                "- dataFormats: {}",
                "- interceptSendToEndpoint: {uri: 'direct:*', steps: []}",
                "- intercept-send-to-endpoint: {uri: 'direct:*', steps: []}",
                "- routeConfiguration: {onException: []}",
                "- routeConfiguration: {id: c, interceptSendToEndpoint: []}",
                "- routeTemplate: {from: {uri: 'direct:a', steps: []}}",
                "- templatedRoute: {routeTemplateRef: t, routeId: a}",
                "- templatedRoute: {routeTemplateRef: t}",
                "- beans: [{name: hyphaThing, type: java.util.ArrayList}]",
                "- beans: [{type: java.util.ArrayList}]",
                "- route: {id: 'my_integration@3', from: {uri: 'direct:a', steps: [log: a]}}",
                "- route: {id: 'hypha-x', from: {uri: 'direct:a', steps: [log: a]}}",
                "- route: {id: '{{x}}', from: {uri: 'direct:a', steps: [log: a]}}",
                "- from: {uri: 'direct:my_integration@7', steps: [log: a]}",
                "- from: {uri: 'integration:x', steps: [log: a]}",
                "- from: {uri: 'platform-http:/api/v1/orders', steps: [log: a]}",
                "- from: {uri: 'platform-http:docs', steps: [log: a]}",
                "- from: {uri: 'platform-http:/a', steps: [log: a]}\n- from: {uri: 'platform-http:/a?httpMethodRestrict=GET', steps: [log: a]}",
                "- from: {uri: 'direct:a', steps: [log: a]}\n- from: {uri: 'direct:a?timeout=5', steps: [log: a]}",
                "- from: {uri: 'direct:a', steps: [log: a]}\n- onException: {exception: [java.lang.Exception]}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [log: a]}}\n- route: {id: a, from: {uri: 'direct:b', steps: [log: a]}}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [{log: {id: hypha-attempt, message: x}}]}}",
            })
    void shouldRefuseWhatReachesBeyondTheFile(String text) {
        State before = state();

        assertThat(problems("a.yaml", text)).isNotEmpty().allSatisfy(problem -> assertThat(problem.line())
                .isNotNull());
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route: {id: hello, from: {uri: 'direct:b', steps: [log: a]}}",
                "- from: {uri: 'direct:hello', steps: [log: a]}",
                "- from: {uri: 'direct://hello?timeout=3', steps: [log: a]}",
                "- beans: [{name: helper, type: java.util.ArrayList}]\n- from: {uri: 'direct:b', steps: [log: a]}",
                "- routeTemplate: {id: shape, from: {uri: 'direct:b', steps: [log: a]}}",
                "- routeConfiguration: {id: setup, intercept: [{intercept: {steps: [log: a]}}]}",
            })
    void shouldRefuseNameOfAnotherFile(String text) {
        apply(
                "owner.yaml",
                HELLO
                        + """
                        - beans: [{name: helper, type: java.util.ArrayList}]
                        - routeTemplate: {id: shape, from: {uri: 'direct:shape', steps: [log: a]}}
                        - routeConfiguration: {id: setup, intercept: [{intercept: {steps: [log: a]}}]}
                        """);

        assertThat(problems("a.yaml", text)).anySatisfy(problem -> {
            assertThat(problem.rule()).isEqualTo("conflict");
            assertThat(problem.message()).contains("owner.yaml");
        });
        assertThat(call("direct:hello", "world")).isEqualTo("hello world");
    }

    @Test
    void shouldRefuseNameOfTheRuntime() throws Exception {
        context.getRegistry().bind("dataSource", "ours");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:jobs").routeId("system").to("log:a");
            }
        });

        assertThat(problems("a.yaml", "- route: {id: system, from: {uri: 'direct:a', steps: [log: a]}}"))
                .extracting(Problem::rule)
                .containsExactly("conflict");
        assertThat(problems("a.yaml", "- from: {uri: 'seda:jobs', steps: [log: a]}"))
                .isNotEmpty();
        assertThat(problems("a.yaml", "- beans: [{name: dataSource, type: java.util.ArrayList}]"))
                .isNotEmpty();
        assertThat(context.getRegistry().lookupByName("dataSource")).isEqualTo("ours");
    }

    @Test
    void shouldKeepErrorHandlingWithinTheFile() {
        apply(
                "a.yaml",
                "- onException: {exception: [java.lang.Exception], handled: {constant: 'true'}, steps: [setBody: {constant: caught}]}\n"
                        + "- from: {uri: 'direct:a', steps: [throwException: {exceptionType: java.lang.IllegalStateException, message: boom}]}");
        apply(
                "b.yaml",
                "- from: {uri: 'direct:b', steps: [throwException: {exceptionType: java.lang.IllegalStateException, message: boom}]}");

        assertThat(call("direct:a", "1")).isEqualTo("caught");
        assertThat(catchThrowable(() -> call("direct:b", "1"))).hasRootCauseMessage("boom");
    }

    @Test
    void shouldFreeNamesWhenFileIsRemoved() {
        apply("a.yaml", HELLO);
        routes.remove("a.yaml").toCompletableFuture().join();

        assertThat(apply("b.yaml", HELLO)).containsExactly("hello");
    }

    @Test
    void shouldLetMessagesInFlightEndBeforeReplacing() throws Exception {
        apply(
                "a.yaml",
                "- from: {uri: 'seda:a', steps: [{delay: {constant: 700}}, {to: 'direct:inner'}]}\n"
                        + "- from: {uri: 'direct:inner', steps: [setBody: {constant: done}]}");
        CompletableFuture<Object> running;
        try (ProducerTemplate template = context.createProducerTemplate()) {
            running = template.asyncRequestBody("seda:a", "1");
            await().until(() -> context.getInflightRepository().size("a.yaml#1") > 0);

            apply("a.yaml", HELLO);

            assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    @Test
    void shouldLetRouteCallIntegrationThatIsNotThereYet() {
        apply(
                "a.yaml",
                "- from: {uri: 'direct:a', steps: [to: {uri: 'integration:later', parameters: {action: get}}]}");

        assertThat(catchThrowable(() -> call("direct:a", null))).hasRootCauseMessage("no later");
    }

    @Test
    void shouldGiveNameToFileThatIsAppliedFirst() {
        String slow = HELLO + "- beans: [{name: slow, type: io.hypha.camel.routes.DroppedRoutesTest$Gate}]\n";
        CompletableFuture<List<String>> first =
                routes.apply("a.yaml", document("a.yaml", slow), slow).toCompletableFuture();

        assertThat(problems("b.yaml", HELLO)).extracting(Problem::message).anyMatch(text -> text.contains("a.yaml"));

        Gate.OPEN.countDown();
        assertThat(first.join()).containsExactly("hello");
    }

    @Test
    void shouldFreeNamesOfFileThatFails() {
        problems("a.yaml", HELLO + "- from: {uri: 'direct:y', steps: [to: 'nosuch:z']}");

        assertThat(apply("b.yaml", HELLO)).containsExactly("hello");
    }

    @Test
    void shouldKeepEndpointThatAnIntegrationUses() {
        usedByIntegration = "seda://shared";
        apply("a.yaml", "- from: {uri: 'direct:a', steps: [{to: 'seda:shared'}, {to: 'seda:own'}]}");

        routes.remove("a.yaml").toCompletableFuture().join();

        assertThat(context.hasEndpoint("seda:shared")).isNotNull();
        assertThat(context.hasEndpoint("seda:own")).isNull();
    }

    @Test
    void shouldKeepEndpointsWhileAnotherRouteMayHaveChosenThem() {
        apply("a.yaml", "- from: {uri: 'direct:a', steps: [to: 'seda:shared']}");
        apply("b.yaml", "- from: {uri: 'direct:b', steps: [toD: '${body}']}");

        routes.remove("a.yaml").toCompletableFuture().join();
        assertThat(context.hasEndpoint("seda:shared")).isNotNull();

        routes.remove("b.yaml").toCompletableFuture().join();
        assertThat(context.getEndpoints()).isEmpty();
    }

    private void unlessUsed(Endpoint endpoint, Runnable removal) {
        if (!endpoint.getEndpointUri().equals(usedByIntegration)) {
            removal.run();
        }
    }

    private static CompletionStage<ExecutionResult> unknown(ExecutionRequest request) {
        return CompletableFuture.failedFuture(new IllegalArgumentException("no " + request.integrationId()));
    }

    private static String everything(String x) {
        return """
                - beans: [{name: beanX, type: io.hypha.camel.routes.DroppedRoutesTest$Greeter}]
                - routeConfiguration: {id: confX, intercept: [{intercept: {steps: [log: a]}}]}
                - routeTemplate:
                    id: templateX
                    parameters: [{name: to}]
                    from: {uri: 'direct:t-{{to}}', steps: [to: 'log:{{to}}']}
                - errorHandler: {deadLetterChannel: {deadLetterUri: 'log:dead-X'}}
                - templatedRoute: {routeTemplateRef: templateX, routeId: madeX, parameters: [{name: to, value: X1}]}
                - route:
                    id: mainX
                    routeConfigurationId: confX
                    from:
                      uri: direct:X
                      steps:
                        - wireTap: {uri: 'log:tap-X'}
                        - enrich: {constant: 'direct:inner-X'}
                        - choice:
                            when: [{simple: '${body} == null', steps: [to: 'mock:never-X']}]
                            otherwise: {steps: [to: 'log:else-X']}
                        - bean: {ref: beanX}
                - from: {uri: 'direct:inner-X', steps: [setBody: {constant: inner}]}
                - from: {uri: 'timer:X?period=100', steps: [log: tick]}
                """
                .replace("X", x);
    }

    /** A bean that takes its time. */
    public static class Gate {
        static final CountDownLatch OPEN = new CountDownLatch(1);

        public Gate() throws InterruptedException {
            OPEN.await();
        }
    }

    /** A bean of a dropped file. */
    public static class Greeter {
        public String greet() {
            return "bean x";
        }
    }

    private Object call(String uri, Object body) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.requestBody(uri, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> apply(String path, String text) {
        return routes.apply(path, document(path, text), text)
                .toCompletableFuture()
                .join();
    }

    private List<Problem> problems(String path, String text) {
        Throwable thrown = catchThrowable(() -> apply(path, text));
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCauseInstanceOf(InvalidDocumentException.class);
        return ((InvalidDocumentException) thrown.getCause()).problems();
    }

    private static Document document(String path, String text) {
        return Documents.yaml(text.getBytes(StandardCharsets.UTF_8), path);
    }

    private record State(
            List<String> routes,
            int definitions,
            int templates,
            int configurations,
            int beans,
            TreeSet<String> endpoints) {}

    private State state() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        TreeSet<String> endpoints = new TreeSet<>();
        context.getEndpoints().forEach(endpoint -> endpoints.add(endpoint.getEndpointUri()));
        return new State(
                context.getRoutes().stream()
                        .map(route -> route.getRouteId())
                        .sorted()
                        .toList(),
                model.getRouteDefinitions().size(),
                model.getRouteTemplateDefinitions().size(),
                model.getRouteConfigurationDefinitions().size(),
                model.getCustomBeans().size(),
                endpoints);
    }
}
