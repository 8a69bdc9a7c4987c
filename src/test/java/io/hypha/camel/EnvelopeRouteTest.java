package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.execution.Source;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import io.hypha.resilience.RateLimitPolicy;
import io.hypha.resilience.ResiliencePolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/system/envelope.yaml} around a connector that only sends to a mock. */
class EnvelopeRouteTest extends RoutesTestSupport {
    private static final String CONNECTOR =
            """
            kind: Kamelet
            metadata:
              name: probe
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition: {title: Probe, type: object, properties: {}}
              template:
                from: {uri: "kamelet:source", steps: [{to: "mock:backend"}]}
            """;
    private static final ObjectNode FALLBACK =
            JsonNodeFactory.instance.objectNode().put("status", "unavailable");

    private MockEndpoint backend;

    @BeforeEach
    void load() {
        loadConnector("probe.kamelet.yaml", CONNECTOR);
        backend = getMockEndpoint("mock:backend");
    }

    @Test
    void shouldPassCallsThrough() throws Exception {
        backend.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("well"));
        backend.expectedMessageCount(1);

        Deployment.Answer answer = call(deploy("probe", policy(0, FALLBACK)));

        assertThat(answer.body().asText()).isEqualTo("well");
        assertThat(answer.source()).isEqualTo(Source.LIVE);
        backend.assertIsSatisfied();
    }

    @Test
    void shouldRetryUntilTheBackendAnswers() throws Exception {
        backend.whenExchangeReceived(1, exchange -> exchange.setException(unreachable()));
        backend.whenExchangeReceived(2, exchange -> exchange.setException(unreachable()));
        backend.expectedMessageCount(3);
        Invocation invocation = invocation("", null);

        deploy("probe", policy(2, null)).execute(invocation).join();

        assertThat(invocation.attempts()).isEqualTo(3);
        backend.assertIsSatisfied();
    }

    @Test
    void shouldNotRetryWhatMayHaveBeenDone() throws Exception {
        fail(ExecutionFailure.failure(FailureCode.TIMED_OUT, Outcome.UNKNOWN, "late")
                .mayPass()
                .build());
        backend.expectedMessageCount(1);

        assertThat(failed(deploy("probe", policy(2, null))).code()).isEqualTo(FailureCode.TIMED_OUT);

        backend.assertIsSatisfied();
    }

    @Test
    void shouldNotRetryWhereTheBackendAsksToWaitForLong() throws Exception {
        fail(ExecutionFailure.failure(FailureCode.BACKEND_REJECTED, Outcome.NOT_SENT, "429")
                .mayPass()
                .retryAfter(Duration.ofMinutes(2))
                .build());
        backend.expectedMessageCount(1);

        assertThat(failed(deploy("probe", policy(2, null))).retryAfter()).contains(Duration.ofMinutes(2));

        backend.assertIsSatisfied();
    }

    @Test
    void shouldOpenTheBreakerAndSendNoMore() throws Exception {
        fail(unreachable());
        backend.expectedMessageCount(2);
        Deployment deployment = deploy("probe", policy(0, null));

        assertThat(failed(deployment).code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failed(deployment).code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failed(deployment).code()).isEqualTo(FailureCode.CIRCUIT_OPEN);

        assertThat(deployment.breaker()).isEqualTo("open");
        backend.assertIsSatisfied();
    }

    @Test
    void shouldKeepTheBreakerAndTheRateLimitInTheNextRevision() throws Exception {
        fail(unreachable());
        Deployment first = deploy("probe", limited(policy(0, null), 3));
        failed(first);
        failed(first);
        assertThat(first.breaker()).isEqualTo("open");

        Deployment second = replace(first, definition("probe", limited(policy(0, FALLBACK), 3), "{}"));
        first.close();

        assertThat(second.breaker()).isEqualTo("open");
        assertThat(call(second).covered().code()).isEqualTo(FailureCode.CIRCUIT_OPEN);
        assertThat(((CamelDeployment) second).limiter()).isEqualTo(((CamelDeployment) first).limiter());
    }

    @Test
    void shouldBeginAnewWhereSomethingElseIsCalledOrOtherLimitsHold() throws Exception {
        fail(unreachable());
        Deployment first = deploy("probe", limited(policy(0, null), 3));
        failed(first);
        failed(first);

        Deployment elsewhere = replace(first, definition("probe", limited(policy(0, null), 3), "{\"at\": 1}"));
        Deployment limited = replace(first, definition("probe", limited(policy(0, null), 4), "{}"));

        assertThat(elsewhere.breaker()).isEqualTo("closed");
        assertThat(limited.breaker()).isEqualTo("open");
        assertThat(((CamelDeployment) limited).limiter()).isNotEqualTo(((CamelDeployment) first).limiter());
    }

    private Definition definition(String connector, ResiliencePolicy policy, String parameters) throws IOException {
        ObjectNode tree = (ObjectNode) Json.mapper().readTree(parameters);
        return new Definition("it", connector(connector), tree, Map.of(), AuthSettings.NONE, policy, tree, List.of());
    }

    private static ResiliencePolicy limited(ResiliencePolicy policy, int requests) {
        return new ResiliencePolicy(
                policy.timeout(),
                policy.retry(),
                policy.breaker(),
                policy.maxConcurrent(),
                Optional.of(new RateLimitPolicy(requests, Duration.ofHours(1), Duration.ZERO)),
                policy.fallback());
    }

    @Test
    void shouldNotOpenTheBreakerForCallersMistakes() throws Exception {
        fail(ExecutionFailure.failure(FailureCode.BACKEND_REJECTED, Outcome.REJECTED, "404")
                .build());
        Deployment deployment = deploy("probe", policy(0, FALLBACK));

        for (int i = 0; i < 4; i++) {
            assertThat(failed(deployment).code()).isEqualTo(FailureCode.BACKEND_REJECTED);
        }

        assertThat(deployment.breaker()).isEqualTo("closed");
    }

    @Test
    void shouldAnswerWithTheFallbackAndSayWhatItCovers() throws Exception {
        fail(unreachable());
        Deployment deployment = deploy("probe", policy(0, FALLBACK));

        assertThat(call(deployment).covered().code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(call(deployment).body()).isEqualTo(FALLBACK);
        Deployment.Answer refused = call(deployment);

        assertThat(refused.source()).isEqualTo(Source.FALLBACK);
        assertThat(refused.covered().code()).isEqualTo(FailureCode.CIRCUIT_OPEN);
    }

    private void fail(ExecutionFailure failure) {
        backend.whenAnyExchangeReceived(exchange -> exchange.setException(failure));
    }

    private static ExecutionFailure unreachable() {
        return ExecutionFailure.failure(FailureCode.BACKEND_UNREACHABLE, Outcome.NOT_SENT, "no connection")
                .mayPass()
                .build();
    }
}
