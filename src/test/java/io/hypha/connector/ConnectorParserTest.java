package io.hypha.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorParserTest {
    private static final String GOOD =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: shop
              labels: {camel.apache.org/kamelet.type: action}
              annotations: {hypha.io/family: api, hypha.io/async: "true"}
            spec:
              definition:
                title: Shop
                required: [url]
                properties:
                  url: {type: string, pattern: "^https?://"}
                  token: {type: string, format: password}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setHeader: {name: token, constant: "{{token}}"}
                    - to: "{{url}}"
            """;

    @Test
    void shouldReadAKamelet() {
        Connector connector = parse(GOOD);

        assertThat(connector.name()).isEqualTo("shop");
        assertThat(connector.family()).isEqualTo("api");
        assertThat(connector.traits()).isEqualTo(new Connector.Traits(true, false, null, true));
        assertThat(connector.operations().unnamed()).isTrue();
        assertThat(connector.parameters().at("/additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void shouldReportEveryProblemWithItsLine() {
        List<Problem> problems = problems(GOOD.replace("kind: Kamelet", "kind: Camel")
                .replace("name: shop", "name: Shop")
                .replace("\"{{token}}\"", "\"{{tokn}}\""));

        assertThat(problems).extracting(Problem::line).contains(2, 4, 18);
        assertThat(problems).extracting(Problem::suggestion).contains("token");
    }

    @Test
    void shouldRefuseASource() {
        assertThat(problems(GOOD.replace("type: action", "type: source")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'action' or 'sink'"));
    }

    @Test
    void shouldRefuseAParameterThatChoosesTheComponent() {
        assertThat(problems(GOOD.replace(", pattern: \"^https?://\"", "")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("scheme"));
    }

    @Test
    void shouldRefuseAPatternThatHardlyRestricts() {
        assertThat(problems(GOOD.replace("^https?://", ":")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("scheme"));
    }

    @Test
    void shouldRefuseAParameterInAScript() {
        assertThat(problems(GOOD.replace("constant: \"{{token}}\"", "groovy: \"x = '{{token}}'\"")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("script"));
    }

    @Test
    void shouldRefuseASchemaThatRefersToAnotherPlace() {
        String elsewhere = "{type: string, pattern: \"^https?://\", $ref: \"http://127.0.0.1:1/x\"}";

        assertThat(problems(GOOD.replace("{type: string, pattern: \"^https?://\"}", elsewhere)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/spec/definition/properties/url/$ref");
                    assertThat(problem.line()).isEqualTo(12);
                });
    }

    @Test
    void shouldRefuseANameThatIsNotTheFiles() {
        assertThat(problems(GOOD.replace("name: shop", "name: shops")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("shops.kamelet.yaml"));
    }

    private static Connector parse(String text) {
        return ConnectorParser.parse(
                Documents.yaml(text.getBytes(StandardCharsets.UTF_8), "connectors/shop.kamelet.yaml"), text);
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> parse(text))
                .problems();
    }
}
