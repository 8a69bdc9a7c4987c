package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.LogRecorder;
import io.hypha.TestThreads;
import io.hypha.config.Json;
import io.hypha.config.Logging;
import io.hypha.connector.Connector;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import io.hypha.integration.DeploymentException;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.RateLimitPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CamelDeployerTest {
    private static final RetryPolicy QUICK = new RetryPolicy(2, Duration.ofMillis(1), 1, Duration.ofMillis(5), 0);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Pools pools = new Pools(8);
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();
    private final LogRecorder log = new LogRecorder(Breaker.class.getName());
    private Connectors connectors;
    private CamelDeployer deployer;
    private Processor behaviour = exchange -> {};

    @BeforeEach
    void start() throws Exception {
        context.disableJMX();
        connectors = new Connectors(context);
        deployer = new CamelDeployer(
                context,
                connectors,
                List.of(),
                List.of(),
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        context.getRegistry().bind("first", (Processor) exchange -> first.incrementAndGet());
        context.getRegistry().bind("second", (Processor) exchange -> {
            second.incrementAndGet();
            behaviour.process(exchange);
        });
        context.start();
        ConnectorFiles.load(connectors, "probe.kamelet.yaml", kamelet("probe", ""));
    }

    @AfterEach
    void stop() {
        log.close();
        context.stop();
        pools.close();
    }

    private static String kamelet(String name, String annotations) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %s
                  labels: {camel.apache.org/kamelet.type: action}
                  annotations: {x: y%s}
                spec:
                  definition: {title: Probe, type: object, properties: {greeting: {type: string}}}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - process: {ref: first}
                        - choice:
                            when:
                              - simple: "${body} != null"
                                steps:
                                  - process: {ref: second}
                        - setHeader: {name: greeting, constant: "{{?greeting}}"}
                """
                .formatted(name, annotations);
    }

    @Test
    void shouldAnswerWithTheBodyOfTheRoute() throws Exception {
        behaviour = exchange -> exchange.getMessage().setBody(Map.of("hello", "world"));

        Deployment.Answer answer = call(deploy(policy(QUICK)));

        assertThat(answer.body().toString()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(answer.source()).isEqualTo(Source.LIVE);
    }

    @Test
    void shouldRetryTheWholeAttempt() throws Exception {
        behaviour = exchange -> {
            HyphaExchange.invocation(exchange).repeatable(true);
            if (second.get() < 3) {
                throw failure(Outcome.UNKNOWN);
            }
        };
        Invocation invocation = invocation();

        deploy(policy(QUICK)).execute(invocation).join();

        assertThat(first).hasValue(3);
        assertThat(second).hasValue(3);
        assertThat(invocation.attempts()).isEqualTo(3);
    }

    @Test
    void shouldNotRepeatWhatTheBackendMayHaveDone() throws Exception {
        behaviour = exchange -> {
            throw failure(Outcome.UNKNOWN);
        };

        assertThat(failed(deploy(policy(QUICK))).code()).isEqualTo(FailureCode.BACKEND_FAILED);
        assertThat(second).hasValue(1);
    }

    @Test
    void shouldGiveUpAfterTheRetriesAllowed() throws Exception {
        behaviour = exchange -> {
            throw failure(Outcome.NOT_SENT);
        };

        assertThat(failed(deploy(policy(QUICK))).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(second).hasValue(3);
    }

    @Test
    void shouldOpenTheBreakerAndSayWhenToComeBack() throws Exception {
        behaviour = exchange -> {
            throw failure(Outcome.UNKNOWN);
        };
        Deployment deployment = deploy(new ResiliencePolicy(
                Duration.ofSeconds(5),
                QUICK,
                new BreakerPolicy(50, 2, 2, Duration.ofSeconds(7)),
                4,
                Optional.empty(),
                Optional.empty()));
        failed(deployment);
        failed(deployment);

        ExecutionFailure refused = failed(deployment);

        assertThat(refused.code()).isEqualTo(FailureCode.CIRCUIT_OPEN);
        assertThat(log.lines()).containsExactly("WARN the circuit breaker of it is open now, after closed");
        assertThat(log.ids(Logging.INTEGRATION_ID)).containsExactly("it");
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(deployment.breaker()).isEqualTo("open");
        assertThat(second).hasValue(2);
    }

    @Test
    void shouldAnswerWithTheFallback() throws Exception {
        behaviour = exchange -> {
            throw failure(Outcome.UNKNOWN);
        };
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "unavailable");

        Deployment.Answer answer = call(deploy(new ResiliencePolicy(
                Duration.ofSeconds(5), QUICK, BreakerPolicy.DEFAULT, 4, Optional.empty(), Optional.of(body))));

        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.source()).isEqualTo(Source.FALLBACK);
        assertThat(answer.covered().code()).isEqualTo(FailureCode.BACKEND_FAILED);
    }

    @Test
    void shouldCutOffWhatTakesTooLong() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        behaviour = exchange -> release.await();
        RetryPolicy none = new RetryPolicy(0, Duration.ofMillis(1), 1, Duration.ofMillis(5), 0);

        ExecutionFailure late = failed(deploy(new ResiliencePolicy(
                Duration.ofMillis(50), none, BreakerPolicy.DEFAULT, 4, Optional.empty(), Optional.empty())));

        assertThat(late.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
        release.countDown();
    }

    @Test
    void shouldRefuseMoreThanTheBulkheadHolds() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        behaviour = exchange -> release.await();
        Deployment deployment = deploy(new ResiliencePolicy(
                Duration.ofSeconds(5), QUICK, BreakerPolicy.DEFAULT, 1, Optional.empty(), Optional.empty()));
        var running = deployment.execute(invocation());

        assertThat(failed(deployment).code()).isEqualTo(FailureCode.BULKHEAD_FULL);

        release.countDown();
        running.join();
    }

    /** Or a backend that hangs would take all threads, a few with each call that gave up on it. */
    @Test
    void shouldCountCallsThatHangOnAfterTheirTimeout() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        behaviour = exchange -> release.await();
        RetryPolicy none = new RetryPolicy(0, Duration.ofMillis(1), 1, Duration.ofMillis(5), 0);
        Deployment deployment = deploy(new ResiliencePolicy(
                Duration.ofMillis(50), none, BreakerPolicy.DEFAULT, 2, Optional.empty(), Optional.empty()));
        assertThat(failed(deployment).code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failed(deployment).code()).isEqualTo(FailureCode.TIMED_OUT);

        ExecutionFailure refused = failed(deployment);

        assertThat(refused.code()).isEqualTo(FailureCode.BULKHEAD_FULL);
        assertThat(refused).hasMessageContaining("timed out still run");
        assertThat(second).hasValue(2);

        release.countDown();
        await().until(() -> deployment
                .execute(invocation())
                .handle((answer, thrown) -> thrown == null)
                .join());
    }

    @Test
    void shouldRefuseMoreThanTheRateLimit() throws Exception {
        Deployment deployment = deploy(new ResiliencePolicy(
                Duration.ofSeconds(5),
                QUICK,
                BreakerPolicy.DEFAULT,
                4,
                Optional.of(new RateLimitPolicy(1, Duration.ofHours(1), Duration.ZERO)),
                Optional.empty()));
        call(deployment);

        assertThat(failed(deployment).code()).isEqualTo(FailureCode.RATE_LIMITED);
    }

    /** It ends on the timer's thread at once, which must not be taken for the end of the call before the wait. */
    @Test
    void shouldAnswerWhatIsRefusedAfterItsWait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        behaviour = exchange -> release.await();
        RetryPolicy none = new RetryPolicy(0, Duration.ofMillis(1), 1, Duration.ofMillis(5), 0);
        Deployment deployment = deploy(new ResiliencePolicy(
                Duration.ofMillis(10),
                none,
                BreakerPolicy.DEFAULT,
                1,
                Optional.of(new RateLimitPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(5))),
                Optional.empty()));
        assertThat(failed(deployment).code()).isEqualTo(FailureCode.TIMED_OUT);

        assertThat(failed(deployment).code()).isEqualTo(FailureCode.BULKHEAD_FULL);

        release.countDown();
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        deploy(policy(QUICK)).close();
        int endpoints = context.getEndpoints().size();

        for (int i = 0; i < 100; i++) {
            Deployment deployment = deploy(policy(QUICK));
            call(deployment);
            deployment.close();
        }

        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getRoutes()).isEmpty();
        assertThat(context.getInflightRepository().size()).isZero();
    }

    @Test
    void shouldBuildAndRemoveSideBySide() throws Exception {
        ConnectorFiles.load(
                connectors,
                "shared.kamelet.yaml",
                kamelet("shared", "")
                        .replace("process: {ref: first}", "to: {uri: 'seda:shared?waitForTaskToComplete=Never'}"));
        deployer.deploy(definition("shared", policy(QUICK)), 1, null).close();
        int endpoints = context.getEndpoints().size();

        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(
                        () -> deployAndClose(n % 2 == 0 ? "shared" : "probe", 100), TestThreads.PER_TASK))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getRoutes()).isEmpty();
    }

    private void deployAndClose(String connector, int times) {
        try {
            for (int i = 0; i < times; i++) {
                Deployment deployment = deployer.deploy(definition(connector, policy(QUICK)), 1, null);
                call(deployment);
                deployment.close();
            }
        } catch (DeploymentException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhereAClassOfItIsMissing() {
        context.getRegistry().bind("missing", (Processor) exchange -> {});
        ConnectorFiles.load(
                connectors, "missing.kamelet.yaml", kamelet("missing", "").replace("{ref: first}", "{ref: missing}"));
        context.getRegistry().unbind("missing");
        context.getRegistry().bind("missing", Processor.class, (Supplier<Object>) () -> {
            throw new NoClassDefFoundError("com/example/Driver");
        });
        int endpoints = context.getEndpoints().size();

        assertThatThrownBy(() -> deployer.deploy(definition("missing", policy(QUICK)), 1, null))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("com/example/Driver");

        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getRoutes()).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhereItCannotBeBuilt() throws Exception {
        context.getRegistry().bind("nowhere", (Processor) exchange -> {});
        ConnectorFiles.load(
                connectors,
                "broken.kamelet.yaml",
                kamelet("broken", "").replace("process: {ref: first}", "process: {ref: nowhere}"));
        context.getRegistry().unbind("nowhere");
        int endpoints = context.getEndpoints().size();

        assertThatThrownBy(() -> deployer.deploy(definition("broken", policy(QUICK)), 1, null))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nowhere");

        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getRoutes()).isEmpty();
    }

    private ResiliencePolicy policy(RetryPolicy retry) {
        return new ResiliencePolicy(
                Duration.ofSeconds(5), retry, BreakerPolicy.DEFAULT, 4, Optional.empty(), Optional.empty());
    }

    private Deployment deploy(ResiliencePolicy policy) throws DeploymentException {
        return deployer.deploy(definition("probe", policy), 1, null);
    }

    private Definition definition(String name, ResiliencePolicy policy) {
        Connector connector = connectors.find(name).orElseThrow();
        ObjectNode empty = Json.mapper().createObjectNode();
        return new Definition("it", connector, empty, Map.of(), AuthSettings.NONE, policy, empty, List.of());
    }

    private static Invocation invocation() {
        ObjectNode document = Json.mapper().createObjectNode();
        return new Invocation(new ExecutionRequest("e1", "it", document, new Caller("test", "java", "r1")), "", null);
    }

    private static Deployment.Answer call(Deployment deployment) {
        return deployment.execute(invocation()).join();
    }

    private static ExecutionFailure failed(Deployment deployment) {
        try {
            throw new AssertionError("succeeded: " + call(deployment));
        } catch (CompletionException e) {
            return (ExecutionFailure) e.getCause();
        }
    }

    private static ExecutionFailure failure(Outcome outcome) {
        return ExecutionFailure.failure(FailureCode.BACKEND_FAILED, outcome, "it failed")
                .mayPass()
                .build();
    }
}
