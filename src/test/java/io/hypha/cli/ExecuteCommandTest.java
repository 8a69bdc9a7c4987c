package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecuteCommandTest extends RemoteTest {
    private static final String CALL = "POST /api/v1/integrations/crm/execute";
    private static final String RESULT =
            """
            {"execution_id": "x1", "outcome": "success", "result": {"name": "Ann"}, "attempts": 2, "duration_ms": 12,
             "source": "live"}
            """;

    @BeforeEach
    void answer() {
        api.answer(CALL, 200, RESULT);
    }

    @Test
    void shouldPrintResultAndBesideItWhatIsKnownOfTheCall() throws IOException {
        assertThat(shell.run("execute", "crm", "get_data", "-p", "id=123")).isZero();
        assertThat(tree(shell.out())).isEqualTo(tree("{\"name\": \"Ann\"}"));
        assertThat(shell.err()).isEqualToIgnoringNewLines("success (live) in 12 ms, 2 attempts; execution x1");
        assertThat(sent()).isEqualTo(tree("{\"action\": \"get_data\", \"params\": {\"id\": 123}}"));
    }

    @Test
    void shouldShowJsonThatSaysTheSame() throws IOException {
        api.answer(CALL, 200, "{\"result\": {\"family\": \"a\u200db\\u009bc\udb40\udc01\"}}");
        shell.run("execute", "crm");
        assertThat(shell.out()).contains("a\\u200db\\u009bc\\udb40\\udc01");
        assertThat(tree(shell.out()).path("family").asText()).isEqualTo("a\u200db\u009bc\udb40\udc01");
    }

    @Test
    void shouldGuessTypesOfParams() throws IOException {
        shell.run(
                "execute",
                "crm",
                "a",
                "-p",
                "zip=007",
                "-p",
                "ok=true",
                "-p",
                "none=null",
                "-p",
                "price=1.50",
                "-p",
                "name=Ann = Bob",
                "-p",
                "empty=",
                "-p",
                "text:=\"123\"",
                "-p",
                "list:=[1, {}]");
        assertThat(sent().path("params"))
                .isEqualTo(
                        tree(
                                """
                                {"zip": "007", "ok": true, "none": null, "price": 1.50, "name": "Ann = Bob", "empty": "",
                                 "text": "123", "list": [1, {}]}
                                """));
    }

    @Test
    void shouldAddSingleParamsToADocument() throws IOException {
        Path file = Files.writeString(home.resolve("params.yaml"), "a: 1\nb: 1\nc: 1\n");
        shell.run("execute", "crm", "a", "-f", file.toString(), "--params", "{\"b\": 2, \"c\": 2}", "-p", "c=3");
        assertThat(sent().path("params")).isEqualTo(tree("{\"a\": 1, \"b\": 2, \"c\": 3}"));
    }

    @Test
    void shouldSendWholeDocumentWithoutAction() throws IOException {
        shell.type("{\"anything\": [1]}").run("execute", "crm", "-f", "-");
        assertThat(sent()).isEqualTo(tree("{\"anything\": [1]}"));
    }

    @Test
    void shouldPrintTextAsItIsButForEscapes() {
        api.answer(CALL, 200, "{\"result\": \"one\\ntwo\\u001b[2J\", \"attempts\": 1}");
        shell.run("execute", "crm", "a");
        assertThat(shell.out()).isEqualToIgnoringNewLines("one\ntwo [2J\n");
    }

    @Test
    void shouldRefuseParamsThatAreNone() {
        assertThat(shell.run("execute", "crm", "a", "-p", "id")).isEqualTo(2);
        assertThat(shell.err()).contains("-p must be NAME=VALUE or NAME:=JSON: id");
        assertThat(shell.run("execute", "crm", "a", "-p", "id:={")).isEqualTo(2);
        assertThat(shell.err()).contains("the value of id: not valid JSON");
        assertThat(shell.run("execute", "crm", "a", "--params", "[1]")).isEqualTo(2);
        assertThat(shell.err()).contains("--params must be a JSON object");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void shouldTellWhetherToTryAgain() {
        api.answer(
                CALL,
                503,
                """
                {"title": "Circuit breaker open", "status": 503, "code": "circuit_open", "detail": "crm fails too often",
                 "outcome": "not_sent", "safe_to_retry": true, "retry_after_ms": 30000, "execution_id": "x2"}
                """);
        assertThat(shell.run("execute", "crm", "a")).isEqualTo(1);
        assertThat(shell.err().lines())
                .containsExactly(
                        "error: Circuit breaker open (503 circuit_open)",
                        "crm fails too often",
                        "outcome not_sent, safe to retry after 30000 ms; execution x2");
    }

    @Test
    void shouldShowWhatTheBackendAnswered() {
        api.answer(
                CALL,
                502,
                """
                {"title": "Backend rejected the call", "status": 502, "code": "backend_rejected", "detail": "404",
                 "backend_status": 404, "backend_body": {"error": "no such order"}, "outcome": "rejected"}
                """);
        shell.run("execute", "crm", "a");
        assertThat(shell.err())
                .contains("the backend answered 404: {\"error\":\"no such order\"}")
                .contains("outcome rejected, not safe to retry");
    }

    private JsonNode sent() throws IOException {
        return tree(api.last().body());
    }

    private static JsonNode tree(String json) throws IOException {
        return Json.mapper().readTree(json);
    }
}
