package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionCommandsTest extends RemoteTest {
    private static final String TWO =
            """
            integrations:
              crm:
                type: api
                retry_count: many
              shop:
                type: api
            """;
    private static final String INVALID =
            """
            {"title": "Invalid definition", "status": 422, "code": "invalid_definition",
             "detail": "/retry_count: must be an integer",
             "problems": [{"pointer": "/retry_count", "rule": "type", "message": "must be an integer"}]}
            """;

    @Test
    void shouldRegisterFromStandardInput() throws IOException {
        api.answer("POST /api/v1/integrations", 201, "{\"id\": \"crm\", \"revision\": 1}");
        assertThat(shell.type("{\"id\": \"crm\",\n\t\"config\": {\"type\": \"api\"}}")
                        .run("register", "-f", "-"))
                .isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("crm: registered");
        JsonNode sent = Json.mapper().readTree(api.last().body());
        assertThat(sent).isEqualTo(Json.mapper().readTree("{\"id\": \"crm\", \"config\": {\"type\": \"api\"}}"));
    }

    @Test
    void shouldTryAllOfAFileAndNameTheLineOfAProblem() throws IOException {
        api.answer("PUT /api/v1/integrations/crm", 422, INVALID)
                .answer("PUT /api/v1/integrations/shop", 201, "{\"revision\": 1}");
        assertThat(shell.run("apply", "-f", file("two.yaml", TWO))).isEqualTo(1);
        assertThat(shell.out().lines())
                .containsExactly(
                        "crm: refused",
                        "error: Invalid definition (422 invalid_definition)",
                        "  line 4: /retry_count: must be an integer",
                        "shop: created");
    }

    @Test
    void shouldSayWhetherAnythingChanged() throws IOException {
        api.answer("GET /api/v1/integrations/crm", 200, "{\"revision\": 4}")
                .answer("PUT /api/v1/integrations/crm", 200, "{\"revision\": 4}")
                .answer("GET /api/v1/integrations/shop", 200, "{\"revision\": 4}")
                .answer("PUT /api/v1/integrations/shop", 200, "{\"revision\": 5}");
        assertThat(shell.run("apply", "-f", file("two.yaml", TWO))).isZero();
        assertThat(shell.out().lines()).containsExactly("crm: unchanged", "shop: updated");
    }

    @Test
    void shouldTellProgramsWhatBecameOfEach() throws IOException {
        api.answer("PUT /api/v1/integrations/crm", 422, INVALID)
                .answer("PUT /api/v1/integrations/shop", 201, "{\"revision\": 1}");
        shell.run("apply", "-f", file("two.yaml", TWO), "-o", "json");
        JsonNode results = Json.mapper().readTree(shell.out());
        assertThat(results.at("/0/problem/problems/0/line").asInt()).isEqualTo(4);
        assertThat(results.at("/1/result").asText()).isEqualTo("created");
    }

    @Test
    void shouldValidate() throws IOException {
        api.answer(
                "POST /api/v1/integrations:validate",
                200,
                "{\"valid\": false, \"problems\": [{\"pointer\": \"/type\", \"message\": \"is not known\"}]}");
        assertThat(shell.run("validate", "-f", file("two.yaml", TWO))).isEqualTo(1);
        assertThat(shell.out()).contains("  line 3: /type: is not known").contains("  line 6: /type: is not known");
        api.answer("POST /api/v1/integrations:validate", 200, "{\"valid\": true, \"problems\": []}");
        assertThat(shell.run("validate", "-f", file("two.yaml", TWO))).isZero();
        assertThat(shell.out().lines()).containsExactly("crm: valid", "shop: valid");
    }

    @Test
    void shouldTellProgramsOfInvalidDefinitionsAsApplyDoes() throws IOException {
        api.answer("PUT /api/v1/integrations/crm", 422, INVALID)
                .answer(
                        "POST /api/v1/integrations:validate",
                        200,
                        "{\"valid\": false, \"problems\": [{\"pointer\": \"/retry_count\", \"message\": \"must be an integer\"}]}");
        for (String command : new String[] {"apply", "validate"}) {
            shell.run(command, "-f", file("two.yaml", TWO), "-o", "json");
            JsonNode problem = Json.mapper().readTree(shell.out()).at("/0/problem");
            assertThat(problem.path("title").asText()).isEqualTo("Invalid definition");
            assertThat(problem.path("status").asInt()).isEqualTo(422);
            assertThat(problem.path("code").asText()).isEqualTo("invalid_definition");
            assertThat(problem.at("/problems/0/line").asInt()).isEqualTo(4);
        }
    }

    @Test
    void shouldNameTheLineOfASyntaxError() throws IOException {
        assertThat(shell.run("apply", "-f", file("bad.yaml", "integrations:\n  crm: [1\n")))
                .isEqualTo(1);
        assertThat(shell.err()).contains("line ").contains("not valid YAML");
        assertThat(api.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"# nothing yet\n", "integrations:\n", "integrations: {}\n"})
    void shouldTakeFilesInWhichEverythingIsCommentedOut(String text) throws IOException {
        assertThat(shell.run("validate", "-f", file("config.yaml", text))).isZero();
        assertThat(shell.out()).contains("no definitions");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void shouldRefuseFilesWithoutDefinitions() throws IOException {
        assertThat(shell.run("apply", "-f", file("list.yaml", "- a\n"))).isEqualTo(1);
        assertThat(shell.err()).contains("must have a map 'integrations'");
        assertThat(shell.run("apply", "-f", file("text.yaml", "integrations:\n  a: b\n")))
                .isEqualTo(1);
        assertThat(shell.err()).contains("line 2: /integrations/a: must be a map");
        assertThat(shell.run("apply", "-f", home.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(shell.err()).contains("there is no file").contains("none.yaml");
        assertThat(shell.run("apply")).isEqualTo(2);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }
}
