package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Problem;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector's file, through the whole way of a call. */
class RestConnectorTest {
    private RestRuntime runtime;
    private Backend backend;

    @BeforeEach
    void start() throws Exception {
        runtime = new RestRuntime();
        backend = new Backend(runtime.vertx).answersJson("{'id': 123, 'data': 'x'}");
    }

    @AfterEach
    void stop() {
        backend.close();
        runtime.close();
    }

    private String definition(String more) {
        return "{'type': 'api', 'endpoint': '" + backend.url() + "/v1'" + more + "}";
    }

    @Test
    void shouldExecuteADeclaredOperation() {
        runtime.register(
                "my_integration",
                definition(
                        ", 'auth': {'type': 'bearer', 'credentials': {'token': 'b3arer'}}, 'operations': {'get_data':"
                                + " {'method': 'GET', 'path': '/data/{id}', 'query': {'verbose': true}}}"));

        ExecutionResult result = runtime.execute("my_integration", "{'action': 'get_data', 'params': {'id': 123}}")
                .join();

        assertThat(result.result()).hasToString("{\"id\":123,\"data\":\"x\"}");
        assertThat(result.metadata()).containsEntry("status", 200);
        assertThat(backend.last().line()).isEqualTo("GET /v1/data/123?verbose=true");
        assertThat(backend.last().header("authorization")).isEqualTo("Bearer b3arer");
    }

    @Test
    void shouldReportWhatHttpCannotCarryBesideAllElse() {
        String config =
                "{'type': 'rest', 'endpoint': 'http://h:0/', 'timeout': 'soon', 'hedders': {}, 'headers': {'Host': 'x'},"
                        + " 'operations': {'a': {'method': 'FETCH'}, 'b': {'method': 'GET', 'path': '/../x', 'headers': {'X-Key': '******'}},"
                        + " 'c': {'method': 'GET', 'path': 'c d', 'query': {'api_key': '******'}}}}";

        assertThat(runtime.check(config))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/endpoint",
                        "/timeout",
                        "/hedders",
                        "/headers/Host",
                        "/operations/a/method",
                        "/operations/b/path",
                        "/operations/b/headers/X-Key",
                        "/operations/c/path",
                        "/operations/c/query/api_key");
        assertThat(runtime.check(config))
                .extracting(Problem::toString)
                .contains(
                        "/operations/c/path: must begin with / and have no spaces, # or \\: 'c d'",
                        "/hedders: unknown key 'hedders' (did you mean 'headers'?)");
    }

    @Test
    void shouldPostTheDocumentWhereNothingIsDeclared() {
        runtime.register("plain", definition(""));

        runtime.execute("plain", "{'action': 'get_data', 'params': {'id': 123}}")
                .join();
        runtime.execute("plain", "{'anything': [1]}").join();

        assertThat(backend.asked.get(0).line()).isEqualTo("POST /v1");
        assertThat(backend.last().body()).hasToString("{\"anything\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE /echo/a b", "get /echo", "TRACE /echo", "GET http://127.0.0.1/"})
    void shouldNotPostTheDocumentOfAMistypedRequest(String action) {
        runtime.register("plain", definition(""));

        ExecutionFailure failure = failure("plain", "{'action': '" + action + "'}");

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure).hasMessageStartingWith("action cannot be used: a request is written as");
        assertThat(backend.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "'str'", "7"})
    void shouldRefuseParamsOfARequestThatAreNoObject(String params) {
        runtime.register("plain", definition(""));

        ExecutionFailure failure = failure("plain", "{'action': 'POST /echo', 'params': " + params + "}");

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure).hasMessage("'params' must be an object");
        assertThat(backend.asked).isEmpty();
        runtime.execute("plain", "{'action': 'anything', 'params': " + params + "}")
                .join();
        assertThat(backend.last().line()).isEqualTo("POST /v1");
    }

    @Test
    void shouldRetryOnlyWhatIsHarmless() {
        AtomicInteger times = new AtomicInteger();
        backend.answers(request -> request.response()
                .setStatusCode(times.incrementAndGet() < 3 ? 500 : 200)
                .end());
        runtime.register(
                "flaky",
                definition(", 'resilience': {'retry': {'initial_delay': '1ms', 'max_delay': '2ms'}},"
                        + " 'operations': {'safe': {'method': 'POST', 'path': '/x', 'retry': 'always'}}"));

        assertThat(runtime.execute("flaky", "{'action': 'GET /x'}").join().attempts())
                .isEqualTo(3);
        times.set(0);
        assertThat(runtime.execute("flaky", "{'action': 'safe'}").join().attempts())
                .isEqualTo(3);
        times.set(0);
        assertThat(failure("flaky", "{'action': 'POST /x'}").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(times).hasValue(1);
    }

    @Test
    void shouldTellWhetherTheCallMayBeRepeated() {
        backend.answers(request -> request.response().setStatusCode(500).end());
        runtime.register(
                "down",
                definition(", 'retry_count': 0,"
                        + " 'operations': {'safe': {'method': 'POST', 'path': '/x', 'retry': 'always'}}"));

        assertThat(failure("down", "{'action': 'GET /x'}").isSafeToRetry()).isTrue();
        assertThat(failure("down", "{'action': 'safe'}").isSafeToRetry()).isTrue();
        assertThat(failure("down", "{'action': 'POST /x'}").isSafeToRetry()).isFalse();
        backend.answersJson("{");
        assertThat(failure("down", "{'action': 'GET /x'}").isSafeToRetry()).isTrue();
    }

    @Test
    void shouldTellWhenTheRateLimitLetsTheNextCallThrough() {
        runtime.register("slow", definition(", 'resilience': {'rate_limit': {'requests': 2, 'per': '2h'}}"));
        runtime.execute("slow", "{'action': 'GET /x'}").join();
        runtime.execute("slow", "{'action': 'GET /x'}").join();

        ExecutionFailure failure = failure("slow", "{'action': 'GET /x'}");

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(61), Duration.ofMinutes(121));
    }

    @Test
    void shouldRefuseUnknownActionsAndParamsThatDoNotFit() {
        runtime.register(
                "strict",
                definition(", 'operations': {'get_data': {'method': 'GET', 'path': '/data/{id}', 'params':"
                        + " {'type': 'object', 'properties': {'id': {'type': 'integer'}}}}}"));

        assertThat(failure("strict", "{'action': 'get_dat'}").code()).isEqualTo(FailureCode.ACTION_NOT_FOUND);
        assertThat(failure("strict", "{'action': 'get_data', 'params': {'id': 'x'}}")
                        .code())
                .isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure("strict", "{'action': 'get_data'}")).hasMessageContaining("'id' is missing");
        assertThat(backend.asked).isEmpty();
    }

    private ExecutionFailure failure(String id, String document) {
        try {
            throw new AssertionError(
                    "succeeded: " + runtime.execute(id, document).join());
        } catch (CompletionException e) {
            return (ExecutionFailure) e.getCause();
        }
    }

    @Test
    void shouldAcceptEverythingItDocuments() {
        assertThat(runtime.check(
                        definition(", 'headers': {'X-A': 'b'}, 'max_response_size': 1000, 'follow_redirects': true,"
                                + " 'operations': {'a': {'method': 'POST', 'path': '/a/{b}?c=d', 'query': {'e': ['{f}', 1], 'g': null},"
                                + " 'headers': {'H': '{i}'}, 'body': {'j': ['{k}']}, 'content_type': 'application/json; charset=utf-8',"
                                + " 'retry': 'always', 'description': 'l', 'params': {'type': 'object'}},"
                                + " 'form': {'method': 'POST', 'form': true}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'endpoint': 'ftp://x'                                          | /endpoint",
                "'endpoint': 'http://u:p@x'                                     | /endpoint",
                "'endpoint': 'http://x/#y'                                      | /endpoint",
                "'endpoint': 'http://x', 'headers': {'A': 'b\\r\\nC: d'}        | /headers/A",
                "'endpoint': 'http://x', 'header': {}                           | /header",
                "'endpoint': 'http://x', 'max_response_size': '1k'              | /max_response_size",
                "'endpoint': 'http://x', 'operations': {'a': {'path': '/'}}     | /operations/a/method",
                "'endpoint': 'http://x', 'operations': {'a': {'method': 'get'}} | /operations/a/method",
                "'endpoint': 'http://x', 'operations': {'a': {'method': 'GET', 'path': 'b'}} | /operations/a/path"
            })
    void shouldSayWhatIsWrongWithADefinition(String parameters, String pointer) {
        assertThat(runtime.check("{'type': 'rest', " + parameters + "}"))
                .extracting(Problem::pointer)
                .containsExactly(pointer);
    }
}
