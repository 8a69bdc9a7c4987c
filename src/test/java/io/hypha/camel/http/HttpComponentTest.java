package io.hypha.camel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpComponentTest {
    private Calls calls;
    private Backend backend;

    @BeforeEach
    void start() throws Exception {
        calls = new Calls();
        backend = new Backend(calls.vertx);
        calls.define("{'endpoint': '" + backend.url() + "/v1'}");
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    @Test
    void shouldAnswerWithTheBackendsJson() {
        backend.answersJson("{'id': 7, 'price': 12345678901234567890.10, 'deep': [null, true]}");

        Calls.Result result = calls.call("{'action': 'GET /data/{id}', 'params': {'id': 7}}");

        assertThat(result.body()).hasToString("{\"id\":7,\"price\":12345678901234567890.10,\"deep\":[null,true]}");
        assertThat(backend.last().line()).isEqualTo("GET /v1/data/7");
        assertThat(result.invocation().isRepeatable()).isTrue();
    }

    @Test
    void shouldTellStatusAndHeadersButNoSecrets() {
        backend.answers(request -> request.response()
                .setStatusCode(201)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("X-Rate", (Iterable<String>) List.of("1", "2"))
                .putHeader("Set-Cookie", "session=SECRET")
                .putHeader("Authentication-Info", "SECRET")
                .end("{}"));

        Map<String, Object> metadata = calls.call("{'action': 'POST /data', 'params': {'a': 1}}")
                .invocation()
                .metadata();

        assertThat(metadata)
                .containsEntry("status", 201)
                .containsEntry("content_type", "application/json; charset=utf-8");
        assertThat(metadata.get("headers").toString()).contains("x-rate=1, 2").doesNotContain("SECRET");
    }

    @Test
    void shouldSendTheWholeDocumentWhereNothingIsDeclared() {
        backend.answersJson("{'ok': true}");

        Calls.Result result = calls.call("{'action': 'get_data', 'params': {'id': 123}}");

        assertThat(backend.last().line()).isEqualTo("POST /v1");
        assertThat(backend.last().body()).hasToString("{\"action\":\"get_data\",\"params\":{\"id\":123}}");
        assertThat(backend.last().header("content-type")).isEqualTo("application/json");
        assertThat(result.invocation().isRepeatable()).isFalse();
    }

    @Test
    void shouldNeverForwardTheCallersHeaders() throws Exception {
        calls.define("{'endpoint': '" + backend.url() + "', 'headers': {'X-Ours': '${env:HOME} {{x}} {id}'}}");

        calls.call("{'action': 'GET /'}");

        assertThat(backend.last().request().headers().names().stream().map(String::toLowerCase))
                .containsExactlyInAnyOrder("host", "user-agent", "accept", "accept-encoding", "x-ours");
        assertThat(backend.last().header("x-ours")).isEqualTo("${env:HOME} {{x}} {id}");
    }

    @Test
    void shouldFillDeclaredOperations() throws Exception {
        calls.define(
                "{'endpoint': '" + backend.url() + "', 'headers': {'X-Kind': 'default', 'X-Other': 'o'}}",
                "{'make': {'method': 'POST', 'path': '/things/{id}', 'headers': {'X-Kind': '{kind}'},"
                        + " 'body': {'name': '{name}'}, 'retry': 'always'}}",
                AuthSettings.NONE);

        Calls.Result result =
                calls.call("{'action': 'make', 'params': {'id': 'a/b', 'name': ['n'], 'kind': 'special'}}");

        assertThat(backend.last().line()).isEqualTo("POST /things/a%2Fb");
        assertThat(backend.last().header("x-kind")).isEqualTo("special");
        assertThat(backend.last().header("x-other")).isEqualTo("o");
        assertThat(backend.last().body()).hasToString("{\"name\":[\"n\"]}");
        assertThat(result.invocation().isRepeatable()).isTrue();
        assertThat(calls.failed("{'action': 'mak'}"))
                .hasMessageContaining("did you mean 'make'? Declared: [")
                .extracting(ExecutionFailure::code)
                .isEqualTo(FailureCode.ACTION_NOT_FOUND);
    }

    @Test
    void shouldRefuseParamsWithoutSending() {
        ExecutionFailure failure = calls.failed("{'action': 'GET /data/{id}', 'params': {'id': '..'}}");

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(backend.asked).isEmpty();
    }

    @Test
    void shouldReadTextOctetsAndNothing() {
        assertThat(read("text/plain; charset=iso-8859-1", new byte[] {(byte) 0xe4}))
                .hasToString("\"ä\"");
        assertThat(read("application/problem+json", "{}".getBytes(UTF_8))).hasToString("{}");
        assertThat(read("image/png", new byte[] {0, 1}))
                .hasToString("{\"content_type\":\"image/png\",\"base64\":\"AAE=\"}");
        assertThat(read("application/json", new byte[0])).hasToString("null");
        assertThat(read("application/json; charset=iso-8859-1", new byte[] {'"', (byte) 0xe4, '"'}))
                .hasToString("\"ä\"");
        assertThat(read(null, "[1]".getBytes(UTF_8))).hasToString("[1]");
        assertThat(read(null, "{x".getBytes(UTF_8))).hasToString("\"{x\"");
        assertThat(read(null, new byte[] {(byte) 0xff}))
                .hasToString("{\"content_type\":\"application/octet-stream\",\"base64\":\"/w==\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/yaml",
                "application/vnd.oai.openapi+yaml;version=3.1",
                "application/javascript",
                "application/x-www-form-urlencoded",
                "application/xml; charset=utf-8",
                "application/atom+xml",
                "image/svg+xml",
                "application/graphql",
                "text/csv"
            })
    void shouldReadTextByAnotherName(String contentType) {
        assertThat(read(contentType, "ä: 1".getBytes(UTF_8))).hasToString("\"ä: 1\"");
    }

    private JsonNode read(String contentType, byte[] body) {
        backend.answers(request -> {
            if (contentType != null) {
                request.response().putHeader("content-type", contentType);
            }
            request.response().end(io.vertx.core.buffer.Buffer.buffer(body));
        });
        return calls.call("{'action': 'GET /'}").body();
    }

    @Test
    void shouldAnswerHeadAndNoContentWithNull() {
        backend.answers(request -> request.response()
                .putHeader("content-type", "application/json")
                .putHeader("content-length", "1000")
                .end());
        assertThat(calls.call("{'action': 'HEAD /'}").body()).hasToString("null");

        backend.answers(request -> request.response().setStatusCode(204).end());
        assertThat(calls.call("{'action': 'DELETE /x'}").body()).hasToString("null");
    }

    @ParameterizedTest
    @CsvSource({
        "400, BACKEND_REJECTED, REJECTED, false",
        "401, AUTHENTICATION_FAILED, REJECTED, false",
        "404, BACKEND_REJECTED, REJECTED, false",
        "409, BACKEND_REJECTED, REJECTED, false",
        "408, BACKEND_REJECTED, REJECTED, true",
        "425, BACKEND_REJECTED, REJECTED, true",
        "429, BACKEND_REJECTED, REJECTED, true",
        "500, BACKEND_FAILED, UNKNOWN, true",
        "501, BACKEND_FAILED, UNKNOWN, false",
        "502, BACKEND_FAILED, UNKNOWN, true",
        "503, BACKEND_FAILED, UNKNOWN, true",
        "504, BACKEND_FAILED, UNKNOWN, true",
        "301, BACKEND_REJECTED, REJECTED, false",
        "303, BACKEND_REJECTED, UNKNOWN, false",
        "304, BACKEND_REJECTED, REJECTED, false"
    })
    void shouldTellWhatAStatusMeans(int status, FailureCode code, Outcome outcome, boolean passing) {
        backend.answers(request -> request.response()
                .setStatusCode(status)
                .putHeader("Retry-After", "7")
                .putHeader("Location", "/elsewhere")
                .putHeader("Content-Type", "application/problem+json")
                .end(status == 304 ? "" : "{\"detail\":\"no\"}"));

        ExecutionFailure failure = calls.failed("{'action': 'POST /data/{id}', 'params': {'id': 'SECRET'}}");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.isTransient()).isEqualTo(passing);
        assertThat(failure.backendStatus()).contains(status);
        assertThat(failure.backendBody().orElseThrow().path("detail").asText()).isEqualTo(status == 304 ? "" : "no");
        assertThat(failure.retryAfter().isPresent()).isEqualTo(passing);
        assertThat(failure)
                .hasMessageMatching(
                        Pattern.quote(backend.url() + " answered " + status + " to POST /data/{id}") + "[:;] \\w.+")
                .hasMessageNotContaining("SECRET");
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void shouldKeepTheBeginningOfALargeError() {
        backend.answers(request -> request.response()
                .setStatusCode(500)
                .putHeader("content-type", "application/json")
                .end("\"" + "x".repeat(100_000) + "\""));

        JsonNode body = calls.failed("{'action': 'GET /'}").backendBody().orElseThrow();

        assertThat(body.asText()).hasSize(4096).startsWith("\"xxx");
    }

    @Test
    void shouldMaskALargeErrorBeforeItCutsIt() {
        calls.masking.learn("a-header-secret-of-24-ch");
        backend.answers(request -> request.response()
                .setStatusCode(500)
                .end("x".repeat(4_073) + "a-header-secret-of-24-ch" + "y".repeat(9)));

        JsonNode body = calls.failed("{'action': 'GET /'}").backendBody().orElseThrow();

        assertThat(body.asText()).isEqualTo("x".repeat(4_073) + "******" + "y".repeat(9));
    }

    @Test
    void shouldRefuseMalformedJson() {
        backend.answersJson("{'a': 1} trailing");

        assertThat(calls.failed("{'action': 'GET /'}").outcome()).isEqualTo(Outcome.REJECTED);
        ExecutionFailure failure = calls.failed("{'action': 'POST /'}");
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("malformed JSON");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseResponsesThatAreTooLarge(boolean chunked) throws Exception {
        calls.define("{'endpoint': '" + backend.url() + "', 'max_response_size': 1000}");
        backend.answers(request -> {
            request.response().setChunked(chunked);
            request.response().end("x".repeat(request.path().equals("/fits") ? 1000 : 1001));
        });

        assertThat(calls.call("{'action': 'GET /fits'}").body().asText()).hasSize(1000);
        ExecutionFailure failure = calls.failed("{'action': 'GET /'}");

        assertThat(failure.code()).isEqualTo(FailureCode.RESPONSE_TOO_LARGE);
        assertThat(failure).hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void shouldMeasureResponsesAfterDecompression() throws Exception {
        calls.define("{'endpoint': '" + backend.url() + "', 'max_response_size': 100000}");
        backend.answers(request -> request.response()
                .putHeader("content-type", "text/plain")
                .end("x".repeat(request.path().equals("/fits") ? 100_000 : 50_000_000)));

        assertThat(calls.call("{'action': 'GET /fits'}").body().asText()).hasSize(100_000);
        assertThat(backend.last().header("accept-encoding")).contains("gzip");
        assertThat(calls.failed("{'action': 'GET /'}").code()).isEqualTo(FailureCode.RESPONSE_TOO_LARGE);
    }

    @Test
    void shouldParseLargeResponsesOffTheEventLoop() {
        backend.answers(request -> request.response()
                .putHeader("content-type", "application/json")
                .end("[\"" + "x".repeat(1_000_000) + "\"]"));

        Calls.Result result = calls.call("{'action': 'GET /'}");

        assertThat(result.thread()).startsWith("hypha-parser");
        assertThat(result.body().get(0).asText()).hasSize(1_000_000);
    }

    @Test
    void shouldTimeOutAfterSendingWithUnknownOutcome() {
        backend.answers(request -> {});

        ExecutionFailure failure = calls.timeout(Duration.ofMillis(50)).failed("{'action': 'POST /slow'}");

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void shouldTimeOutWhileTheBodyDrips() {
        backend.answers(request -> {
            request.response().setChunked(true).write("x");
            calls.vertx.setPeriodic(10, timer -> {
                if (request.response().closed()) {
                    calls.vertx.cancelTimer(timer);
                } else {
                    request.response().write("x");
                }
            });
        });

        assertThat(calls.timeout(Duration.ofMillis(100))
                        .failed("{'action': 'GET /'}")
                        .code())
                .isEqualTo(FailureCode.TIMED_OUT);
    }

    @Test
    void shouldTellThatNothingWasSentWhereTheBackendIsDown() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        calls.define("{'endpoint': 'http://127.0.0.1:" + port + "'}");

        ExecutionFailure failure = calls.failed("{'action': 'POST /'}");

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).hasMessage("cannot connect to http://127.0.0.1:" + port + ": connection refused");
    }

    @Test
    void shouldFollowRedirectsOnlyWhereAllowedAndWithinTheOrigin() throws Exception {
        calls.define("{'endpoint': '" + backend.url() + "', 'follow_redirects': true}");
        backend.answers(request -> {
            switch (request.path()) {
                case "/out" -> request.response().putHeader("Location", "http://localhost:" + backend.port() + "/in");
                case "/loop" -> request.response().putHeader("Location", "/loop");
                default -> request.response().putHeader("Location", "in?x=1");
            }
            boolean end = request.path().equals("/a/in");
            request.response().setStatusCode(end ? 200 : 303).end(end ? "there" : "");
        });

        assertThat(calls.call("{'action': 'POST /a/from', 'params': {'p': 1}}")
                        .body()
                        .asText())
                .isEqualTo("there");
        assertThat(backend.last().line()).isEqualTo("GET /a/in?x=1");
        ExecutionFailure out = calls.failed("{'action': 'GET /out'}");
        assertThat(out.backendStatus()).contains(303);
        assertThat(out)
                .hasMessageEndingWith(
                        " to GET /out: redirects are not followed to another origin; if it has moved there, change the endpoint");
        assertThat(backend.last().line()).isEqualTo("GET /out");
        ExecutionFailure loop = calls.failed("{'action': 'GET /loop'}");
        assertThat(loop.backendStatus()).contains(303);
        assertThat(loop).hasMessageEndingWith(" to GET /loop: it redirected more than 5 times");
        assertThat(backend.asked).hasSize(2 + 1 + 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 | /x | redirects are followed only with follow_redirects: true",
                "302 |    | it names no Location that can be followed",
                "304 | /x | nothing has changed since what the request's If-None-Match or If-Modified-Since says"
            })
    void shouldSayWhyARedirectIsAFailure(int status, String location, String why) {
        backend.answers(request -> {
            if (location != null) {
                request.response().putHeader("Location", location);
            }
            request.response().setStatusCode(status).end();
        });

        assertThat(calls.failed("{'action': 'GET /a'}"))
                .hasMessage(backend.url() + " answered " + status + " to GET /a: " + why);
    }

    @Test
    void shouldIgnoreEarlyHintsAndContinue() {
        backend.answers(request -> {
            request.response().writeContinue();
            request.response()
                    .writeEarlyHints(
                            io.vertx.core.MultiMap.caseInsensitiveMultiMap().add("link", "</x>"));
            request.response().end("done");
        });

        assertThat(calls.call("{'action': 'GET /'}").body().asText()).isEqualTo("done");
    }

    @Test
    void shouldKeepConnectionsAndServeManyCallsAtATime() {
        backend.answers(
                request -> calls.vertx.setTimer(20, done -> request.response().end("x")));
        List<CompletableFuture<Calls.Result>> running = new ArrayList<>();

        for (int i = 0; i < 500; i++) {
            running.add(calls.start("{'action': 'GET /'}"));
        }
        running.forEach(CompletableFuture::join);

        assertThat(backend.asked.stream()
                        .map(asked -> asked.request().connection())
                        .distinct()
                        .count())
                .isBetween(2L, 256L);
    }

    @Test
    void shouldRefuseDefinitionsItCannotUse() {
        assertThatThrownBy(() -> calls.create("{'endpoint': 'http://u:p@h/'}", "{}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("neither user nor fragment");
        assertThatThrownBy(() -> calls.create("{'endpoint': 'http://h', 'headers': {'Host': 'evil'}}", "{}"))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> calls.create("{'endpoint': 'http://h'}", "{'op': {'method': 'GET', 'path': '/../x'}}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("/operations/op/path: path must not");
    }
}
