package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Findings;
import io.hypha.config.InvalidDocumentException;
import io.hypha.execution.ExecutionFailure;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BaseUri BASE = BaseUri.of("https://api.example.com/v1/");

    private static final QueryNames NOTHING_FIXED = new QueryNames(Set.of());

    private final OperationParser parser = new OperationParser(MediaType.JSON);

    @Test
    void shouldSendLeftoverParamsInTheQueryOfAGet() {
        OutgoingRequest request = declared(
                "{'method': 'GET', 'path': '/data/{id}', 'query': {'verbose': true}}",
                "{'id': 7, 'q': 'a&b=c', 'tag': ['x', 'y z'], 'none': null}");

        assertThat(request.uri()).isEqualTo("/v1/data/7?verbose=true&q=a%26b%3Dc&tag=x&tag=y%20z");
        assertThat(request.body()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'query': {'tenant': 'acme'}        | {'tenant': 'evil'}",
                "'query': {'tenant': 'acme'}        | {'Tenant': 'evil'}",
                "'query': {'tenant': ['a', 'b']}    | {'tenant': null}",
                "'query': {'tenant': '{t}'}         | {'tenant': 'evil'}",
                "'path': '/x?tenant=acme'           | {'tenant': ['evil']}",
                "'path': '/x?%74enant=acme'         | {'tenant': 'evil'}",
                "'path': '/x?tenant'                | {'tenant': 'evil'}",
                "'path': '/x'                       | {'TENANT': 'evil', 'a': 1}"
            })
    void shouldNotLetParamsSetQueryParametersAgain(String operation, String params) {
        QueryNames fixed = QueryNames.ofText(operation.contains("enant") ? "" : "k=v&tenan%74=acme");

        assertThatThrownBy(() -> parse("{'method': 'GET', " + operation + "}").fill(BASE, fixed, params(params)))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessageMatching("(?i)param 'tenant' must be left out: .*");
    }

    @Test
    void shouldKeepNamesWithoutValueAndLeaveOutNulls() {
        assertThat(undeclared("GET /x?flag&a=&&b").uri()).isEqualTo("/v1/x?flag&a=&b&id=7&q=x");
        assertThat(undeclared("GET /x?").uri()).isEqualTo("/v1/x?id=7&q=x");
        assertThat(declared("{'method': 'GET', 'query': {'a': '{a}'}}", "{'a': [1, null, 2], 'b': [null]}")
                        .uri())
                .isEqualTo("/v1/?a=1&a=2");
    }

    @Test
    void shouldSendLeftoverParamsAsTheBodyOfAPost() {
        OutgoingRequest request =
                declared("{'method': 'POST', 'path': '/data/{id}'}", "{'id': 7, 'name': 'x', 'deep': {'a': [1]}}");

        assertThat(request.uri()).isEqualTo("/v1/data/7");
        assertThat(request.body()).hasToString("{\"name\":\"x\",\"deep\":{\"a\":[1]}}");
        assertThat(request.contentType()).isEqualTo("application/json");
    }

    @Test
    void shouldSendNoBodyWhereNothingIsLeft() {
        assertThat(declared("{'method': 'POST', 'path': '/go'}", "{}").body()).isNull();
    }

    @Test
    void shouldKeepTheTypeOfAParamThatStandsAlone() {
        OutgoingRequest request = declared(
                "{'method': 'POST', 'body': {'n': '{n}', 'text': 'no. {n}', 'list': '{l}', 'gone': '{g}',"
                        + " 'literal': '{{n}}', 'fixed': 1, 'in': ['{n}', '{g}']}}",
                "{'n': 5, 'l': [true, null]}");

        assertThat(request.uri()).isEqualTo("/v1/");
        assertThat(request.body())
                .hasToString(
                        "{\"n\":5,\"text\":\"no. 5\",\"list\":[true,null],\"literal\":\"{n}\",\"fixed\":1,\"in\":[5]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'content_type': 'text/plain', 'body': 'Hello {name}, {n}!' | {'name': 'x'} | n",
                "'content_type': 'text/plain', 'body': 'Hello {name}'       | {'name': null} | name",
                "'content_type': 'text/plain'                               | {} | body",
                "'headers': {'Content-Type': 'text/plain'}                  | {} | body",
                "'body': '{payload}'                                        | {} | payload",
                "'body': {'part': ['{g}!']}                                 | {} | g",
                "'form': true, 'body': {'part': 'a{g}'}                     | {} | g"
            })
    void shouldNotSendABodyThatLacksParams(String operation, String params, String missing) {
        assertThatThrownBy(() -> declared("{'method': 'POST', 'path': '/x', " + operation + "}", params))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessage("param '" + missing + "' is missing: the body needs it");
    }

    @Test
    void shouldNeedNoBodyWhereOnlyTheDefaultSaysItsType() {
        OperationParser text = new OperationParser("text/plain");

        assertThat(text.undeclared("POST /start")
                        .orElseThrow()
                        .fill(BASE, NOTHING_FIXED, params("{}"))
                        .body())
                .isNull();
        assertThat(text.undeclared("POST /start")
                        .orElseThrow()
                        .fill(BASE, NOTHING_FIXED, params("{'body': 'x'}"))
                        .body())
                .hasToString("x");
    }

    @Test
    void shouldWriteTextInTheCharsetThatItsTypeNames() {
        String latin1 = "{'method': 'POST', 'content_type': 'text/plain; charset=iso-8859-1'}";
        String json = "{'method': 'POST', 'content_type': 'application/json; charset=iso-8859-1'}";

        assertThat(declared(latin1, "{'body': 'ü'}").body().getBytes()).containsExactly(0xfc);
        assertThat(declared(json, "{'a': 'ü'}").body().toString("ISO-8859-1")).isEqualTo("{\"a\":\"ü\"}");
        assertThatThrownBy(() -> declared(latin1, "{'body': '€'}"))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessageContaining("has characters that cannot be written in ISO-8859-1");
    }

    @Test
    void shouldNotLetAParamBreakOutOfTheBody() {
        OutgoingRequest request =
                declared("{'method': 'POST', 'body': {'q': 'say {x}'}}", "{'x': '\\\",\\\"admin\\\":true,\\\"{y}'}");

        assertThat(request.body()).hasToString("{\"q\":\"say \\\",\\\"admin\\\":true,\\\"{y}\"}");
    }

    @Test
    void shouldRefuseParamsThatABodyTemplateDoesNotUse() {
        assertThatThrownBy(() -> declared("{'method': 'POST', 'body': {'n': '{n}'}}", "{'n': 1, 'extra': 2}"))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessageContaining("'extra' is not used by this operation");
    }

    @Test
    void shouldLeaveOutQueryParametersAndHeadersWithoutParam() {
        OutgoingRequest request = declared(
                "{'method': 'GET', 'path': '/x', 'query': {'a': '{a}', 'b': 'b-{b}', 'c': 'ä {c}'},"
                        + " 'headers': {'X-A': '{a}', 'X-C': 'c {a}'}}",
                "{'c': 'ö'}");

        assertThat(request.uri()).isEqualTo("/v1/x?c=%C3%A4%20%C3%B6");
        assertThat(request.headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Evil: 1", "a\\nb", "ä", "\\u0000"})
    void shouldRefuseParamsThatNoHeaderCanCarry(String value) {
        assertThatThrownBy(() -> declared(
                        "{'method': 'GET', 'path': '/x', 'headers': {'X-A': '{a}'}}", "{'a': '" + value + "'}"))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessageContaining("'a' must be printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "Connection", "TE", "Upgrade", "a b", "x:", ""})
    void shouldRefuseHeadersThatAreTheConnectionsOwn(String name) {
        assertThatThrownBy(() -> declared("{'method': 'GET', 'headers': {'" + name + "': 'x'}}", "{}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("/operations/it/headers/" + name + ": header must be");
    }

    @Test
    void shouldWriteForms() {
        OutgoingRequest request =
                declared("{'method': 'POST', 'path': '/f', 'form': true}", "{'a': 'x y&z=ä', 'b': [1, 2], 'c': null}");

        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body()).hasToString("a=x%20y%26z%3D%C3%A4&b=1&b=2");
    }

    @Test
    void shouldWriteTextAndOctets() {
        String text = "{'method': 'POST', 'path': '/t', 'content_type': 'text/plain', 'body': 'Hello {name}'}";
        String octets = "{'method': 'PUT', 'path': '/o', 'content_type': 'image/png'}";

        assertThat(declared(text, "{'name': 'Ä'}").body()).hasToString("Hello Ä");
        assertThat(declared(octets, "{'body': {'base64': 'AP8='}}").body().getBytes())
                .containsExactly(0, 0xff);
        assertThat(declared(octets, "{'body': 'plain'}").body()).hasToString("plain");
        assertThatThrownBy(() -> declared(octets, "{'body': {'base64': '***'}}"))
                .isInstanceOf(ExecutionFailure.class)
                .hasMessageContaining("must be base64");
        assertThatThrownBy(() -> declared(octets, "{'body': 5}")).hasMessageContaining("must be a string, or");
        assertThatThrownBy(() -> declared(octets, "{'data': 'x'}")).hasMessageContaining("'data' is not used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'body': {'u': '{user.name}'}",
                "'body': {'u': ['a {1st} b']}",
                "'query': {'u': '{user.name}'}",
                "'headers': {'u': '${user.name}'}",
                "'content_type': 'text/plain', 'body': 'Hello {-x}'"
            })
    void shouldRefuseWhatOnlyLooksLikeAParam(String operation) {
        assertThatThrownBy(() -> parse("{'method': 'POST', " + operation + "}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("/operations/it/")
                .hasMessageContaining("can be no param");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{user.name}} | {user.name}",
                "[a-z]{3}x{1,} | [a-z]{3}x{1,}",
                "{ user { first.name } } | { user { first.name } }",
                "{} {} {.} {...} {{3}} | {} {} {.} {...} {{3}}",
                "{a: {b: 1}} | {a: {b: 1}}"
            })
    void shouldLeaveOtherBracesAlone(String body, String sent) {
        assertThat(declared("{'method': 'POST', 'content_type': 'application/graphql', 'body': '" + body + "'}", "{}")
                        .body())
                .hasToString(sent);
    }

    @Test
    void shouldRefuseTextWhereJsonIsSent() {
        assertThatThrownBy(() -> declared("{'method': 'POST', 'body': 'Hello {name}'}", "{}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("body is text, but is sent as JSON");
        assertThat(declared("{'method': 'POST', 'body': '{all}'}", "{'all': [1]}")
                        .body())
                .hasToString("[1]");
    }

    @Test
    void shouldTakeAContentTypeHeaderForTheContentType() {
        OutgoingRequest request = declared(
                "{'method': 'POST', 'headers': {'content-Type': 'application/x-www-form-urlencoded'}}", "{'a': 1}");

        assertThat(request.body()).hasToString("a=1");
        assertThat(request.headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /data/{id}, /v1/data/7?q=x",
        "DELETE /data/{id}?force=true, /v1/data/7?force=true&q=x",
        "GET /data?id={id}&id=a%20b, /v1/data?id=7&id=a%20b&q=x",
        "HEAD /, /v1/?id=7&q=x"
    })
    void shouldReadActionsThatAreRequests(String action, String uri) {
        assertThat(undeclared(action).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /../x",
                "GET //evil/x",
                "GET /x#y",
                "GET /x?a=b#c",
                "GET /x?{id}=1",
                "GET /a/%2e%2e/x",
                "GET /x?a=<",
                "POST /x?a=\"b"
            })
    void shouldRefuseActionsThatLeaveTheirPath(String action) {
        assertThatThrownBy(() -> undeclared(action)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get_data", "GET", "/x", "forget /x", "getaway car"})
    void shouldTakeOtherActionsForNames(String action) {
        assertThat(parser.undeclared(action)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get /x",
                "Delete /x",
                "GET x",
                "GET  /x",
                " GET /x",
                "GET\t/x",
                "DELETE /x y",
                "GET /x\nHost: y",
                "GET http://h/x",
                "TRACE /x",
                "connect h:1"
            })
    void shouldNotTakeMistypedRequestsForNames(String action) {
        assertThatThrownBy(() -> parser.undeclared(action))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a request is written as 'GET /data/{id}'");
    }

    @Test
    void shouldRefuseActionsThatAreTooLong() {
        assertThatThrownBy(() -> parser.undeclared("GET /" + "x".repeat(2048)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 2048 characters");
    }

    @Test
    void shouldKnowWhatMayBeRepeated() {
        assertThat(parser.undeclared("PUT /x").orElseThrow().repeatable()).isTrue();
        assertThat(parser.undeclared("POST /x").orElseThrow().repeatable()).isFalse();
        assertThat(parser.undeclared("PATCH /x").orElseThrow().repeatable()).isFalse();
        assertThat(parse("{'method': 'POST', 'path': '/x', 'retry': 'always'}").repeatable())
                .isTrue();
    }

    @Test
    void shouldKeepTheEndpointsOwnQuery() {
        OutgoingRequest request = parser.undeclared("GET /x")
                .orElseThrow()
                .fill(BaseUri.of("http://h?k=v"), NOTHING_FIXED, params("{'a': 1}"));

        assertThat(request.uri()).isEqualTo("/x?k=v&a=1");
    }

    private OutgoingRequest undeclared(String action) {
        return parser.undeclared(action).orElseThrow().fill(BASE, NOTHING_FIXED, params("{'id': 7, 'q': 'x'}"));
    }

    private OutgoingRequest declared(String operation, String params) {
        return parse(operation).fill(BASE, NOTHING_FIXED, params(params));
    }

    private Operation parse(String operation) {
        Findings findings = new Findings();
        Operation parsed =
                parser.declared(Map.of("it", json(operation)), findings).get("it");
        findings.check();
        return parsed;
    }

    private static ObjectNode params(String text) {
        return (ObjectNode) json(text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
