package io.hypha.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.config.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'$ref': 'http://127.0.0.1:1/schema'}|/$ref",
                "{'$ref': 'file:///etc/passwd'}|/$ref",
                "{'$ref': 'classpath:x.json'}|/$ref",
                "{'$ref': 'other.json#/a'}|/$ref",
                "{'properties': {'a': {'allOf': [{'$ref': 'http://127.0.0.1:1/'}]}}}|/properties/a/allOf/0/$ref",
                "{'properties': {'default': {'$dynamicRef': 'x'}}}|/properties/default/$dynamicRef",
                "{'$defs': {'a': {'$id': 'http://127.0.0.1:1/a'}}}|/$defs/a/$id",
                "{'$ref': '#/$defs/none'}|/$ref",
                "{'$schema': 'http://127.0.0.1:1/schema'}|^^"
            })
    void shouldLoadNothing(String schema, String pointer) {
        assertThat(problems(schema)).extracting(Problem::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#'}",
                "{'allOf': [{'$ref': '#'}]}",
                "{'properties': {'n': {'$ref': '#/properties/n'}}}",
                "{'$ref': '#/$defs/a', '$defs': {'a': {'anyOf': [{'$ref': '#/$defs/b'}]}, 'b': {'if': {'$ref': '#/$defs/a'}}}}",
                "{'$ref': '#here', '$anchor': 'here'}",
                "{'$ref': '#/default', 'default': {'$ref': '#'}}",
                "{'dependentSchemas': {'a': {'$ref': '#'}}}"
            })
    void shouldRefuseWhatRefersToItselfForTheSameValue(String schema) {
        assertThat(problems(schema)).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                .contains("never end"));
    }

    @Test
    void shouldTakeATree() {
        SchemaCheck tree = new SchemaCheck(
                object(
                        "{'type': 'object', 'properties': {'n': {'type': 'integer'}, 'of': {'type': 'array', 'items': {'$ref': '#'}}}}"));

        assertThat(tree.check(object("{'of': [{'of': [{'n': 1}]}]}"))).isEmpty();
        assertThat(tree.check(object("{'of': [{'of': [{'n': 'x'}]}]}")))
                .extracting(Problem::pointer)
                .containsExactly("/of/0/of/0/n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#/$defs/a~1b', '$defs': {'a/b': {'type': 'object'}}}",
                "{'$id': 'http://example.com/s', '$ref': '#/$defs/a', '$defs': {'a': {'type': 'object'}}}",
                "{'$schema': 'https://json-schema.org/draft/2020-12/schema', 'type': 'object'}",
                "{'properties': {'$ref': {'type': 'string'}, 'enum': {'type': 'string'}}}",
                "{'default': {'$ref': 'http://127.0.0.1:1/'}}"
            })
    void shouldTakeWhatStandsOnItsOwn(String schema) {
        assertThat(new SchemaCheck(object(schema)).check(object("{}"))).isEmpty();
    }

    private static List<Problem> problems(String schema) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> new SchemaCheck(object(schema)))
                .problems();
    }

    private static ObjectNode object(String text) {
        try {
            JsonNode tree = Json.mapper().readTree(text.replace('\'', '"'));
            return (ObjectNode) tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
