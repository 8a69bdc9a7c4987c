package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says of each call what the code does, and a difference would be noticed. */
class OpenApiContractTest {
    private static final String LIST = "GET /api/v1/integrations: ";
    private static final String REMOVE = "DELETE /api/v1/integrations/{id}: ";
    private static final String MERGE = "PATCH /api/v1/integrations/{id}: ";

    @Test
    void shouldSayWhatTheCodeDoes() throws IOException {
        assertThat(OpenApiContract.differences(document())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldNoticeADifference(String expected, Consumer<JsonNode> change) throws IOException {
        JsonNode document = document();
        change.accept(document);

        assertThat(OpenApiContract.differences(document))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("API: calls", d -> ((ObjectNode) d.at("/paths/~1api~1v1~1keys")).remove("get")),
                change("API: calls", d -> ((ObjectNode) d.at("/paths"))
                        .putObject("/api/v1/more")
                        .putObject("get")),
                change(LIST + "parameters", d -> parameters(list(d)).remove(0)),
                change(
                        LIST + "parameters",
                        d -> parameters(list(d)).addObject().put("in", "query").put("name", "x")),
                change(LIST + "x-hypha-role", d -> list(d).put("x-hypha-role", "admin")),
                change(LIST + "x-hypha-limited-keys", d -> list(d).put("x-hypha-limited-keys", false)),
                change(LIST + "first words", d -> list(d).put("description", "Role operator.")),
                change(LIST + "security", d -> list(d).putArray("security")),
                change(LIST + "operationId", d -> list(d).put("operationId", "lst")),
                change(LIST + "answers", d -> ((ObjectNode) list(d).path("responses")).remove("401")),
                change(REMOVE + "parameters", d -> one(d, "delete").remove("parameters")),
                change(REMOVE + "answers", d -> ((ObjectNode) one(d, "delete").path("responses")).remove("409")),
                change(MERGE + "body required", d -> body(d).put("required", false)),
                change(MERGE + "request media types", d -> ((ObjectNode) body(d).path("content"))
                        .remove("application/merge-patch+json")));
    }

    private static Arguments change(String expected, Consumer<JsonNode> change) {
        return Arguments.of(expected, change);
    }

    @Test
    void shouldNoticeAnotherBound() throws IOException {
        JsonNode document = document();
        ((ObjectNode) document.at("/components/parameters/Limit/schema")).put("maximum", 99);
        ((ArrayNode) document.at("/components/schemas/State/enum")).add("lost");

        assertThat(OpenApiContract.differences(document))
                .anyMatch(difference -> difference.startsWith(LIST) && difference.contains("lost"))
                .anyMatch(difference -> difference.startsWith("GET /api/v1/audit: ") && difference.contains("99"));
    }

    private static ObjectNode list(JsonNode document) {
        return (ObjectNode) document.at("/paths/~1api~1v1~1integrations/get");
    }

    private static ObjectNode one(JsonNode document, String method) {
        return (ObjectNode) document.at("/paths/~1api~1v1~1integrations~1{id}/" + method);
    }

    private static ObjectNode body(JsonNode document) {
        return (ObjectNode) one(document, "patch").path("requestBody");
    }

    private static ArrayNode parameters(JsonNode operation) {
        return (ArrayNode) operation.path("parameters");
    }

    private static JsonNode document() throws IOException {
        return Json.mapper().readTree(new DocsFiles().openApi().getBytes());
    }
}
