package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What Hypha does with JSON Schemas beyond checking: closing them, filling in defaults, and finding secrets. */
public final class Schemas {
    private Schemas() {}

    /**
     * The schema, refusing unknown properties wherever it lists the known ones and says nothing else. Makes numbers and
     * booleans of Kamelets, which are often written as text, acceptable in both spellings.
     */
    static ObjectNode closed(ObjectNode schema) {
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        schema.path("properties").forEach(property -> {
            if (property.isObject()) {
                closed((ObjectNode) property);
            }
        });
        return schema;
    }

    /** Puts the schema's defaults where the document has nothing. */
    public static void fillDefaults(ObjectNode schema, ObjectNode document) {
        schema.path("properties").properties().forEach(entry -> {
            JsonNode property = entry.getValue();
            JsonNode value = document.get(entry.getKey());
            if (value == null && property.has("default")) {
                document.set(entry.getKey(), property.get("default").deepCopy());
            } else if (value instanceof ObjectNode nested && property instanceof ObjectNode nestedSchema) {
                fillDefaults(nestedSchema, nested);
            }
        });
    }

    /**
     * Visits every secret text of the document: those the schema gives {@code format: password}.
     *
     * @param visit gets the object and the name of its field
     */
    public static void secrets(JsonNode schema, JsonNode document, BiConsumer<ObjectNode, String> visit) {
        if (!(document instanceof ObjectNode object)) {
            return;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode property = property(schema, name);
            if (isSecret(property) && object.get(name).isTextual()) {
                visit.accept(object, name);
            } else {
                secrets(property, object.get(name), visit);
            }
        }
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
                .filter(Schemas::isSecret)
                .findFirst()
                .orElseGet(
                        () -> named.isMissingNode() && found.isEmpty() ? schema.path("additionalProperties") : named);
    }

    private static boolean isSecret(JsonNode property) {
        return "password".equals(property.path("format").asText());
    }

    /** The names listed under {@code required}. */
    public static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        if (schema.get("required") instanceof ArrayNode required) {
            required.forEach(name -> names.add(name.asText()));
        }
        return names;
    }
}
