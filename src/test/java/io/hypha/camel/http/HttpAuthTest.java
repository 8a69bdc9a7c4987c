package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.credential.AuthSettings;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpAuthTest {
    private final AtomicInteger tokens = new AtomicInteger();
    private Calls calls;
    private Backend backend;
    private Backend server;
    private volatile String accepted = "token-1";

    @BeforeEach
    void start() throws Exception {
        calls = new Calls();
        backend = new Backend(calls.vertx).answers(request -> request.response()
                .setStatusCode(("Bearer " + accepted).equals(request.getHeader("authorization")) ? 200 : 401)
                .end("seen"));
        server = new Backend(calls.vertx).answers(request -> request.response()
                .end("{\"access_token\": \"token-" + tokens.incrementAndGet() + "\", \"token_type\": \"bearer\"}"));
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
        calls.close();
    }

    private void define(String type, Map<String, String> credentials) throws Exception {
        calls.define(
                "{'endpoint': '" + backend.url() + "', 'headers': {'Authorization': 'Default'}}",
                "{}",
                new AuthSettings(type, credentials));
    }

    private void defineOauth2() throws Exception {
        define("oauth2", Map.of("client_id", "i", "client_secret", "s3cr3t", "token_url", server.url() + "/token"));
    }

    @Test
    void shouldSendBasicCredentialsInUtf8() throws Exception {
        define("basic", Map.of("username", "käthe", "password", "p:ß"));
        calls.failed("{'action': 'GET /'}");

        String pair = Base64.getEncoder().encodeToString("käthe:p:ß".getBytes(StandardCharsets.UTF_8));
        assertThat(backend.last().header("authorization")).isEqualTo("Basic " + pair);
        assertThat(calls.masking.mask("it was " + pair)).doesNotContain(pair);
    }

    @Test
    void shouldSendKeysWhereTheyAreExpected() throws Exception {
        define("api_key", Map.of("key", "k3y"));
        calls.failed("{'action': 'GET /'}");
        assertThat(backend.last().header("x-api-key")).isEqualTo("k3y");

        define("api_key", Map.of("key", "k&y =", "query", "api key"));
        ExecutionFailure failure = calls.failed("{'action': 'GET /x', 'params': {'a': 1}}");
        assertThat(backend.last().line()).isEqualTo("GET /x?a=1&api%20key=k%26y%20%3D");
        assertThat(failure).hasMessageNotContaining("k%26y");
    }

    @Test
    void shouldNotLetACallReplaceWhatTheEndpointAndTheKeySet() throws Exception {
        calls.define(
                "{'endpoint': '" + backend.url() + "?tenant=acme'}",
                "{}",
                new AuthSettings("api_key", Map.of("key", "k3y", "query", "api key")));

        assertThat(calls.failed("{'action': 'GET /x', 'params': {'Api Key': 'mine'}}"))
                .hasMessageStartingWith("param 'Api Key' must be left out");
        assertThat(calls.failed("{'action': 'GET /x', 'params': {'tenant': 'evil'}}")
                        .code())
                .isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(calls.failed("{'action': 'POST /x?api%20key=mine'}"))
                .hasMessage("action cannot be used: its query sets 'api key', which the endpoint or the credentials"
                        + " set already");
        assertThat(backend.asked).isEmpty();
    }

    @Test
    void shouldFetchOneTokenForManyCalls() throws Exception {
        defineOauth2();
        List<CompletableFuture<Calls.Result>> running = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            running.add(calls.start("{'action': 'GET /'}"));
        }
        running.forEach(CompletableFuture::join);

        assertThat(server.asked).hasSize(1);
        assertThat(calls.masking.mask("Bearer token-1")).isEqualTo("Bearer ******");
    }

    @Test
    void shouldTryOnceMoreWithANewTokenAfter401() throws Exception {
        defineOauth2();
        calls.call("{'action': 'GET /'}");
        accepted = "token-2";

        Calls.Result result = calls.call("{'action': 'POST /x', 'params': {'a': 1}}");

        assertThat(result.body().asText()).isEqualTo("seen");
        assertThat(backend.last().body()).hasToString("{\"a\":1}");
        assertThat(tokens).hasValue(2);
    }

    @Test
    void shouldGiveUpAfterTheSecond401() throws Exception {
        defineOauth2();
        accepted = "never";

        ExecutionFailure failure = calls.failed("{'action': 'GET /'}");

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.isTransient()).isFalse();
        assertThat(backend.asked).hasSize(2);
    }

    @Test
    void shouldNotSendWhereNoTokenIsToBeHad() throws Exception {
        server.answers(request -> request.response().setStatusCode(400).end("{\"error\": \"invalid_client\"}"));
        defineOauth2();

        ExecutionFailure failure = calls.failed("{'action': 'GET /'}");

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure).hasMessageContaining("invalid_client").hasMessageNotContaining("s3cr3t");
        assertThat(backend.asked).isEmpty();
    }

    @Test
    void shouldCountTheWaitForATokenAsPartOfTheAttempt() throws Exception {
        server.answers(request -> {});
        defineOauth2();

        ExecutionFailure failure = calls.timeout(Duration.ofMillis(100)).failed("{'action': 'GET /'}");

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
}
