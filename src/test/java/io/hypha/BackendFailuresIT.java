package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a backend does, the caller learns what happened and what to do, and calls succeed again when it is well. */
class BackendFailuresIT {
    private static final String READ = "{\"action\": \"GET /thing\"}";
    private static final String WRITE = "{\"action\": \"POST /thing\", \"params\": {\"a\": 1}}";

    private static WireMockServer backend;
    private static FaultProxy proxy;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        backend =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        backend.start();
        proxy = new FaultProxy(backend.port());
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
        proxy.close();
        backend.stop();
    }

    @AfterEach
    void reset() {
        proxy.fault(FaultProxy.Fault.NONE);
        proxy.cut();
        hypha.unregister("it");
        backend.resetAll();
    }

    private static void register(int port, String more) {
        hypha.put("it", yaml("{type: api, endpoint: 'http://127.0.0.1:" + port + "', " + more + "}"))
                .expect(201);
    }

    private static void patch(String updates) {
        hypha.call("PATCH", INTEGRATIONS + "/it", yaml(updates)).expect(200);
    }

    private static void answer(ResponseDefinitionBuilder response) {
        backend.stubFor(any(anyUrl()).willReturn(response));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertProblem(Reply reply, String outcome, boolean safe) {
        assertThat(reply.json().path("outcome").asText()).as(reply.body()).isEqualTo(outcome);
        assertThat(reply.json().path("safe_to_retry").asBoolean())
                .as(reply.body())
                .isEqualTo(safe);
        assertThat(reply.json().path("execution_id").asText()).isNotEmpty();
    }

    @Test
    void shouldSayThatNothingWasSentToBackendThatIsDown() throws IOException {
        register(freePort(), "retry_count: 1, resilience: {retry: {initial_delay: 10ms}}");
        Reply reply = hypha.execute("it", WRITE).expectProblem(502, "backend_unreachable");
        assertProblem(reply, "not_sent", true);
        JsonNode status = hypha.status("it");
        assertThat(status.path("error_count").asInt()).isEqualTo(1);
        assertThat(status.path("health").asText()).isEqualTo("degraded");
        assertThat(status.at("/last_error/code").asText()).isEqualTo("backend_unreachable");
        assertThat(hypha.metrics()).contains("hypha_attempts_total{integration=\"it\"} 2.0");
    }

    @Test
    void shouldTimeOutWithoutRepeatingWhatMayHaveBeenDone() {
        answer(okJson("{}").withFixedDelay(3000));
        register(backend.port(), "timeout: 300ms, retry_count: 3, resilience: {retry: {initial_delay: 10ms}}");
        assertProblem(hypha.execute("it", WRITE).expectProblem(504, "timed_out"), "unknown", false);
        assertThat(backend.getAllServeEvents()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldSayThatWhatIsHarmlessMayBeRepeated() {
        answer(aResponse().withStatus(503));
        register(backend.port(), "retry_count: 0, operations: {again: {method: POST, path: /thing, retry: always}}");
        assertProblem(hypha.execute("it", READ).expectProblem(502, "backend_failed"), "unknown", true);
        assertProblem(hypha.execute("it", WRITE).expectProblem(502, "backend_failed"), "unknown", false);
        assertProblem(
                hypha.execute("it", "{\"action\": \"again\"}").expectProblem(502, "backend_failed"), "unknown", true);
    }

    @Test
    void shouldTimeOutWhereAnswerTricklesIn() {
        answer(okJson("{\"text\": \"" + "x".repeat(1000) + "\"}"));
        proxy.fault(FaultProxy.Fault.TRICKLE);
        register(proxy.port(), "timeout: 500ms, retry_count: 0");
        hypha.execute("it", READ).expectProblem(504, "timed_out");
    }

    @Test
    void shouldTimeOutOnHalfOpenConnection() {
        answer(okJson("{}"));
        register(proxy.port(), "timeout: 500ms, retry_count: 0");
        hypha.execute("it", READ).expect(200);
        proxy.fault(FaultProxy.Fault.HALF_OPEN);
        hypha.execute("it", READ).expectProblem(504, "timed_out");
        proxy.fault(FaultProxy.Fault.NONE);
        hypha.execute("it", READ).expect(200);
    }

    @Test
    void shouldFailWhereConnectionIsResetInMiddleOfBody() {
        answer(okJson("{\"text\": \"" + "x".repeat(100_000) + "\"}"));
        proxy.fault(FaultProxy.Fault.RESET_ANSWER);
        register(proxy.port(), "retry_count: 0");
        assertProblem(hypha.execute("it", WRITE).expectProblem(502, "backend_failed"), "unknown", false);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldFailOnAnswerThatIsNoHttp(Fault fault) {
        answer(aResponse().withFault(fault));
        register(backend.port(), "timeout: 5, retry_count: 0");
        assertProblem(hypha.execute("it", WRITE).expectProblem(502, "backend_failed"), "unknown", false);
    }

    @ParameterizedTest
    @CsvSource({
        "400, backend_rejected, rejected",
        "401, authentication_failed, rejected",
        "404, backend_rejected, rejected",
        "409, backend_rejected, rejected",
        "422, backend_rejected, rejected",
        "429, backend_rejected, rejected",
        "500, backend_failed, unknown",
        "501, backend_failed, unknown",
        "503, backend_failed, unknown"
    })
    void shouldTellBackendsStatusAndBody(int status, String code, String outcome) {
        answer(aResponse()
                .withStatus(status)
                .withBody("{\"reason\": \"because\"}")
                .withHeader("Content-Type", "application/json"));
        register(backend.port(), "retry_count: 0");
        Reply reply = hypha.execute("it", WRITE).expectProblem(502, code);
        assertThat(reply.json().path("outcome").asText()).isEqualTo(outcome);
        assertThat(reply.json().path("backend_status").asInt()).isEqualTo(status);
        assertThat(reply.json().at("/backend_body/reason").asText()).isEqualTo("because");
    }

    @Test
    void shouldPassRetryAfterOnWhereItWaitsNoLonger() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));
        register(backend.port(), "retry_count: 3");
        Reply reply = hypha.execute("it", READ).expectProblem(502, "backend_rejected");
        assertThat(reply.json().path("retry_after_ms").asLong()).isEqualTo(120_000);
        assertThat(reply.header("Retry-After")).isEqualTo("120");
        assertThat(backend.getAllServeEvents()).hasSize(1);
    }

    @Test
    void shouldRetryWhenBackendSaysSo() {
        backend.stubFor(any(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        backend.stubFor(
                any(anyUrl()).inScenario("busy").whenScenarioStateIs("well").willReturn(okJson("[1]")));
        register(backend.port(), "retry_count: 3");
        JsonNode reply = hypha.execute("it", READ).expect(200).json();
        assertThat(reply.path("attempts").asInt()).isEqualTo(2);
        assertThat(reply.path("result")).hasSize(1);
    }

    @Test
    void shouldRefuseBodyThatIsTooLarge() {
        answer(okJson("\"" + "x".repeat(3_000_000) + "\""));
        register(backend.port(), "retry_count: 0, max_response_size: 2000000");
        assertProblem(hypha.execute("it", WRITE).expectProblem(502, "response_too_large"), "unknown", false);
        hypha.unregister("it").expect(204);
        register(backend.port(), "retry_count: 0, max_response_size: 4000000");
        assertThat(hypha.execute("it", READ).expect(200).json().path("result").asText())
                .hasSize(3_000_000);
    }

    @Test
    void shouldRefuseMalformedJson() {
        answer(okJson("{\"a\": "));
        register(backend.port(), "retry_count: 0");
        Reply reply = hypha.execute("it", READ).expectProblem(502, "backend_failed");
        assertThat(reply.json().path("detail").asText()).contains("malformed JSON");
    }

    @Test
    void shouldOpenBreakerAndCloseItWhenBackendIsWellAgain() {
        answer(aResponse().withStatus(500));
        register(
                backend.port(),
                "retry_count: 0, resilience: {circuit_breaker: {window: 4, minimum_calls: 4, open_for: 1s}}");
        for (int i = 0; i < 4; i++) {
            hypha.execute("it", READ).expectProblem(502, "backend_failed");
        }
        Reply open = hypha.execute("it", READ).expectProblem(503, "circuit_open");
        assertProblem(open, "not_sent", true);
        assertThat(open.json().path("retry_after_ms").asLong()).isBetween(1L, 1000L);
        assertThat(open.header("Retry-After")).isEqualTo("1");
        assertThat(hypha.status("it").path("circuit_breaker").asText()).isEqualTo("open");
        assertThat(hypha.state("it")).isEqualTo("degraded");
        assertThat(hypha.status("it").at("/last_error/code").asText()).isEqualTo("backend_failed");
        assertThat(hypha.metrics()).contains("hypha_circuit_breaker_state{integration=\"it\",state=\"open\"} 1");
        assertThat(backend.getAllServeEvents()).hasSize(4);
        backend.resetAll();
        answer(okJson("{}"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hypha.execute("it", READ).status() == 200);
        assertThat(hypha.metrics()).contains("hypha_circuit_breaker_state{integration=\"it\",state=\"half_open\"} 1");
        hypha.execute("it", READ).expect(200);
        hypha.execute("it", READ).expect(200);
        assertThat(hypha.status("it").path("circuit_breaker").asText()).isEqualTo("closed");
        assertThat(hypha.state("it")).isEqualTo("running");
    }

    @Test
    void shouldKeepBreakerOpenWhereOnlySomethingElseChanges() {
        answer(aResponse().withStatus(500));
        register(
                backend.port(),
                "retry_count: 0, resilience: {circuit_breaker: {window: 4, minimum_calls: 4, open_for: 1h}}");
        for (int i = 0; i < 4; i++) {
            hypha.execute("it", READ).expectProblem(502, "backend_failed");
        }

        patch("{config: {timeout: 7}}");
        hypha.execute("it", READ).expectProblem(503, "circuit_open");
        assertThat(hypha.status("it").path("revision").asInt()).isEqualTo(2);
        assertThat(backend.getAllServeEvents()).hasSize(4);

        patch("{config: {endpoint: 'http://127.0.0.1:" + backend.port() + "/moved'}}");
        hypha.execute("it", READ).expectProblem(502, "backend_failed");
    }

    @Test
    void shouldAnswerWithFallback() throws IOException {
        register(freePort(), "retry_count: 0, resilience: {fallback: {type: static, body: {status: unavailable}}}");
        JsonNode reply = hypha.execute("it", READ).expect(200).json();
        assertThat(reply.path("source").asText()).isEqualTo("fallback");
        assertThat(reply.at("/result/status").asText()).isEqualTo("unavailable");
        assertThat(reply.at("/metadata/fallback_for").asText()).isEqualTo("backend_unreachable");
        JsonNode status = hypha.status("it");
        assertThat(status.path("fallback_count").asInt()).isEqualTo(1);
        assertThat(status.path("health").asText()).isEqualTo("degraded");
        assertThat(status.path("last_success").isNull()).isTrue();
        assertThat(status.at("/last_error/code").asText()).isEqualTo("backend_unreachable");
        JsonNode line = hypha.get("/api/v1/report").expect(200).json().at("/integrations/0");
        assertThat(line.path("fallback_count").asInt()).isEqualTo(1);
        assertThat(line.path("success_rate").asDouble()).isZero();
        assertThat(hypha.metrics())
                .contains("hypha_execution_failures_total{code=\"backend_unreachable\",integration=\"it\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 408})
    void shouldFallBackWhereBackendIsBusy(int status) {
        answer(aResponse().withStatus(status));
        register(backend.port(), "retry_count: 0, resilience: {fallback: {type: static, body: {status: busy}}}");
        assertThat(hypha.execute("it", READ)
                        .expect(200)
                        .json()
                        .at("/result/status")
                        .asText())
                .isEqualTo("busy");
    }

    @Test
    void shouldNotFallBackNorFeelIllWhereTheCallerIsMistaken() {
        answer(aResponse().withStatus(404));
        register(backend.port(), "retry_count: 0, resilience: {fallback: {type: static, body: {status: busy}}}");
        hypha.execute("it", READ).expectProblem(502, "backend_rejected");
        assertThat(hypha.status("it").path("health").asText()).isEqualTo("healthy");
    }

    @Test
    void shouldLimitRate() {
        answer(okJson("{}"));
        register(backend.port(), "retry_count: 0, resilience: {rate_limit: {requests: 2, per: 1h}}");
        hypha.execute("it", READ).expect(200);
        hypha.execute("it", READ).expect(200);
        Reply reply = hypha.execute("it", READ).expectProblem(429, "rate_limited");
        assertProblem(reply, "not_sent", true);
        assertThat(Long.parseLong(reply.header("Retry-After")))
                .isGreaterThan(Duration.ofMinutes(31).toSeconds());
    }

    @Test
    void shouldQueryDatabaseThatComesUpLater() throws IOException {
        int port = freePort();
        String query = "{\"action\": \"query\", \"params\": {\"sql\": \"select 1 as one\"}}";
        hypha.put(
                        "it",
                        yaml("{type: postgresql, connection: {port: " + port
                                + ", database: postgres}, timeout: 2, retry_count: 0,"
                                + " auth: {type: basic, credentials: {username: postgres, password: none}}}"))
                .expect(201);
        assertProblem(hypha.execute("it", query).expectProblem(502, "backend_unreachable"), "not_sent", true);
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder().setPort(port).start();
                FaultProxy between = new FaultProxy(postgres.getPort())) {
            JsonNode reply = await().atMost(Duration.ofSeconds(20))
                    .until(() -> hypha.execute("it", query), found -> found.status() == 200)
                    .json();
            assertThat(reply.at("/result/0/one").asInt()).isEqualTo(1);
            shouldSurviveLostConnections(between, query);
        }
    }

    private static void shouldSurviveLostConnections(FaultProxy between, String query) {
        hypha.call(
                        "PATCH",
                        TestClient.INTEGRATIONS + "/it",
                        yaml("config: {connection: {port: " + between.port()
                                + "}, auth: {credentials: {password: none}}}"))
                .expect(200);
        hypha.execute("it", query).expect(200);
        between.cut();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hypha.execute("it", query).status() == 200);
        between.fault(FaultProxy.Fault.HALF_OPEN);
        hypha.execute("it", query).expectProblem();
        between.fault(FaultProxy.Fault.NONE);
        between.cut();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hypha.execute("it", query).status() == 200);
    }
}
