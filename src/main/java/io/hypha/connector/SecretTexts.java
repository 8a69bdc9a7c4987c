package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hypha.config.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * Finds the secrets of a document: the texts that its schema gives {@code format: password}, unless they match the schema's
 * {@code notSecret} (a regular expression), as a header that only names a param of the call.
 */
public final class SecretTexts {
    private final BinaryOperator<String> replacement;

    private SecretTexts(BinaryOperator<String> replacement) {
        this.replacement = replacement;
    }

    /** @param replacement what stands in a secret's place; gets its pointer and its text */
    public static void replace(JsonNode schema, JsonNode document, BinaryOperator<String> replacement) {
        new SecretTexts(replacement).visit("", schema, document);
    }

    private void visit(String pointer, JsonNode schema, JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(
                    name, replaced(Pointers.child(pointer, name), property(schema, name), object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(pointer + "/" + i, schema.path("items"), array.get(i)));
            }
        }
    }

    private JsonNode replaced(String pointer, JsonNode schema, JsonNode value) {
        if (value.isTextual() && isSecret(schema)) {
            String text = value.textValue();
            String not = schema.path("notSecret").textValue();
            return not != null && Pattern.matches(not, text)
                    ? value
                    : TextNode.valueOf(replacement.apply(pointer, text));
        }
        visit(pointer, schema, value);
        return value;
    }

    /** What the schema says of a field: where several parts of it do, the one that makes it a secret. */
    private static JsonNode property(JsonNode schema, String name) {
        JsonNode named = schema.path("properties").path(name);
        List<JsonNode> found = new ArrayList<>();
        schema.path("patternProperties").properties().forEach(entry -> {
            if (Pattern.compile(entry.getKey()).matcher(name).find()) {
                found.add(entry.getValue());
            }
        });
        return found.stream()
                .filter(SecretTexts::isSecret)
                .findFirst()
                .orElseGet(
                        () -> named.isMissingNode() && found.isEmpty() ? schema.path("additionalProperties") : named);
    }

    private static boolean isSecret(JsonNode schema) {
        return "password".equals(schema.path("format").asText());
    }
}
