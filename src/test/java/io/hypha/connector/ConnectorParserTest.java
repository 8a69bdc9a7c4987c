package io.hypha.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertRefused("scheme", GOOD.replace(", pattern: \"^https?://\"", ""));
    }

    @Test
    void shouldRefuseAPatternThatHardlyRestricts() {
        assertRefused("scheme", GOOD.replace("^https?://", ":"));
    }

    @Test
    void shouldRefuseAParameterInAScript() {
        assertRefused("script", GOOD.replace("constant: \"{{token}}\"", "groovy: \"x = '{{token}}'\""));
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
    void shouldRefuseSchemasThatAreNone() {
        String wrong = GOOD.replace("required: [url]", "required: url")
                .replace("format: password}", "format: password, minLength: -1}")
                .replace("{type: string, pattern", "{type: strng, pattern")
                .replace("^https?://", "^https?://[");

        assertThat(problems(wrong))
                .extracting(Problem::pointer, Problem::line, Problem::suggestion)
                .containsExactlyInAnyOrder(
                        tuple("/spec/definition/required", 10, null),
                        tuple("/spec/definition/properties/url/type", 12, "string"),
                        tuple("/spec/definition/properties/url/pattern", 12, null),
                        tuple("/spec/definition/properties/token/minLength", 13, null));
    }

    @Test
    void shouldTakeBinaryParametersAsText() {
        Connector connector = parse(GOOD.replace("token: {type: string", "token: {type: binary"));

        assertThat(connector.parameters().at("/properties/token/type").asText()).isEqualTo("string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | 5, '5', '-5' | 5.5, 'five', true, ''",
                "number | 5, 5.5, '5.5' | 'x', '5.', true",
                "boolean | true, 'false' | 'yes', 1",
                "string | 'a', 5, 5.5, true | [], {}",
                "'string, enum: [a]' | 'a' | 5",
                "'string, format: password' | 'a' | 5"
            })
    void shouldTakeParametersInAnySpelling(String type, String good, String bad) {
        Connector connector =
                parse(GOOD.replace("token: {type: string, format: password}", "token: {type: " + type + "}"));
        SchemaCheck check = new SchemaCheck((ObjectNode) connector.parameters().at("/properties/token"));

        assertThat(list(good))
                .allSatisfy(value -> assertThat(check.check(value)).isEmpty());
        assertThat(list(bad)).allSatisfy(value -> assertThat(check.check(value)).isNotEmpty());
    }

    private static JsonNode list(String values) {
        return Documents.yaml(("[" + values + "]").getBytes(StandardCharsets.UTF_8), "values")
                .root();
    }

    @Test
    void shouldNameTheClosestAnnotation() {
        assertThat(problems(GOOD.replace("hypha.io/async", "hypha.io/asinc")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.suggestion()).isEqualTo("hypha.io/async");
                    assertThat(problem.line()).isEqualTo(6);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to-d: '{{token}}'",
                "wireTap: {uri: '{{token}}:x'}",
                "recipientList: {simple: '{{token}}'}",
                "recipient-list: {constant: '{{token}}'}",
                "enrich: {expression: {constant: 'x{{token}}'}}",
                "pollEnrich: {simple: '{{token}}'}",
                "routingSlip: {constant: '{{token}}'}",
                "choice: {when: [{simple: '${body}', steps: [{to: {uri: '{{token}}'}}]}]}"
            })
    void shouldRefuseAParameterThatChoosesTheComponentInAnyStep(String step) {
        assertRefused("scheme", GOOD.replace("to: \"{{url}}\"", step));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: {uri: 'log:x', parameters: {to: '{{token}}', groovy: '{{token}}'}}",
                "to: '{{url}}/{{token}}'",
                "toD: 'log:{{token}}'",
                "enrich: {constant: 'log:{{token}}', aggregationStrategy: '{{token}}'}"
            })
    void shouldLetParametersBeDataAroundAnEndpoint(String step) {
        assertThat(parse(GOOD.replace("to: \"{{url}}\"", step)).name()).isEqualTo("shop");
    }

    @Test
    void shouldLetATemplatesOwnBeanBeTheComponent() {
        String beans =
                "template:\n    beans: [{name: own, type: '#class:com.example.Own', properties: {key: '{{token}}'}}]";

        assertThat(parse(GOOD.replace("template:", beans).replace("{{url}}", "{{own}}:x"))
                        .name())
                .isEqualTo("shop");
    }

    @Test
    void shouldRefuseAParameterThatChoosesTheClassOfABean() {
        String beans = "template:\n    beans: [{name: own, type: '#class:{{token}}'}]";

        assertRefused("script", GOOD.replace("template:", beans));
    }

    @Test
    void shouldRefuseABeanNamedLikeAParameter() {
        String beans = "template:\n    beans: [{name: url, type: '#class:com.example.Own'}]";

        assertRefused("name", GOOD.replace("template:", beans));
    }

    @Test
    void shouldRefuseANameThatIsNotTheFiles() {
        assertThat(problems(GOOD.replace("name: shop", "name: shops")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("shops.kamelet.yaml"));
    }

    private static void assertRefused(String rule, String text) {
        assertThat(problems(text)).extracting(Problem::rule).containsExactly(rule);
    }

    private static Connector parse(String text) {
        return ConnectorParser.parseThoroughly(
                Documents.yaml(text.getBytes(StandardCharsets.UTF_8), "connectors/shop.kamelet.yaml"), text);
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> parse(text))
                .problems();
    }
}
