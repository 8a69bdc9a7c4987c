package io.hypha.camel.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that break the rules of HTTP or TCP. */
class HttpFaultsTest {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        calls = new Calls();
        server.start();
        calls.define("{'endpoint': 'http://127.0.0.1:" + server.port() + "'}");
    }

    @AfterEach
    void stop() {
        server.stop();
        calls.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void shouldNotKnowWhatABrokenBackendDid(Fault fault) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        ExecutionFailure failure = calls.failed("{'action': 'POST /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void shouldNotTakeMalformedChunksForAnAnswer() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

        assertThat(calls.failed("{'action': 'GET /x'}").code()).isEqualTo(FailureCode.BACKEND_FAILED);
    }

    @Test
    void shouldTimeOutASlowBody() {
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withBody("x".repeat(100)).withChunkedDribbleDelay(100, 60_000)));

        ExecutionFailure failure = calls.timeout(Duration.ofMillis(300)).failed("{'action': 'GET /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void shouldNotTrustCertificatesThatNobodyVouchesFor() throws Exception {
        calls.define("{'endpoint': 'https://127.0.0.1:" + server.httpsPort() + "'}");

        ExecutionFailure failure = calls.failed("{'action': 'GET /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure).hasMessageContaining("TLS failed: ");
    }

    @Test
    void shouldTellThatTlsIsNotSpokenThere() throws Exception {
        calls.define("{'endpoint': 'https://127.0.0.1:" + server.port() + "'}");

        assertThat(calls.failed("{'action': 'GET /x'}").outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nonly",
                "HTTP/1.1 200 OK\r\nContent-Type: text/pl"
            })
    void shouldNotTakeAPartForTheWhole(String sent) throws Exception {
        ExecutionFailure failure = callRaw(sent, true).failed("{'action': 'GET /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.isTransient()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/3.9 200 OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n"
            })
    void shouldNotUnderstandWhatIsNoAnswer(String sent) throws Exception {
        ExecutionFailure failure = callRaw(sent, false).failed("{'action': 'GET /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void shouldRefuseEndlessHeaders() throws Exception {
        String sent = "HTTP/1.1 200 OK\r\n" + ("X-Fill: " + "x".repeat(1000) + "\r\n").repeat(100);

        assertThat(callRaw(sent, false).failed("{'action': 'GET /x'}").code()).isEqualTo(FailureCode.BACKEND_FAILED);
    }

    @Test
    void shouldNotUseAnAnswerThatNobodyAskedFor() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
        callRaw(answer + "a" + answer + "SMUGGLED", false);

        for (int i = 0; i < 5; i++) {
            CompletableFuture<Calls.Result> call = calls.start("{'action': 'GET /x'}");

            assertThat(call.handle((result, thrown) ->
                                    thrown == null ? result.body().asText() : "lost")
                            .join())
                    .isIn("a", "lost");
        }
    }

    @Test
    void shouldCallALostKeptConnectionPassing() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        NetServer raw = listen();
        raw.connectHandler(socket -> socket.handler(data -> {
            if (requests.incrementAndGet() == 1) {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
            } else {
                socket.close();
            }
        }));
        define(raw);

        assertThat(calls.call("{'action': 'GET /x'}").body().asText()).isEqualTo("a");
        ExecutionFailure failure = calls.failed("{'action': 'GET /x'}");

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    private Calls callRaw(String answer, boolean close) throws Exception {
        NetServer raw = listen();
        raw.connectHandler(socket -> socket.handler(data -> socket.write(answer).onComplete(done -> {
            if (close) {
                socket.close();
            }
        })));
        return define(raw);
    }

    private NetServer listen() {
        return calls.vertx.createNetServer(
                new NetServerOptions().setHost("127.0.0.1").setPort(0));
    }

    private Calls define(NetServer raw) throws Exception {
        raw.listen().toCompletionStage().toCompletableFuture().join();
        return calls.define("{'endpoint': 'http://127.0.0.1:" + raw.actualPort() + "'}");
    }
}
