package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What Hypha does with JSON Schemas beyond checking: closing them, and filling in defaults. */
public final class Schemas {
    private Schemas() {}

    /** A Kamelet's spec, whose parameters may be of a type that JSON Schema does not have: binary ones are given as text. */
    static JsonNode plain(JsonNode spec) {
        JsonNode copy = spec.deepCopy();
        copy.at("/definition/properties").forEach(property -> {
            if (property instanceof ObjectNode object
                    && object.path("type").asText().equals("binary")) {
                object.put("type", "string");
            }
        });
        return copy;
    }

    /**
     * The schema of a plain Kamelet's parameters, which are text in the end: numbers and booleans may be written as text, and text
     * of which nothing else is said as a number or boolean.
     */
    static ObjectNode inAnySpelling(ObjectNode schema) {
        schema.path("properties").forEach(property -> {
            if (property instanceof ObjectNode object) {
                switch (object.path("type").asText()) {
                    case "integer" -> orText(object, "^-?[0-9]+$");
                    case "number" -> orText(object, "^-?[0-9]+(\\.[0-9]+)?$");
                    case "boolean" -> orText(object, "^(true|false)$");
                    case "string" -> orScalar(object);
                    default -> {}
                }
            }
        });
        return schema;
    }

    private static void orText(ObjectNode property, String pattern) {
        property.set("type", types(property, property.get("type").asText(), "string"));
        property.put("pattern", pattern);
    }

    private static void orScalar(ObjectNode property) {
        if (!property.has("format") && !property.has("pattern") && !property.has("enum")) {
            property.set("type", types(property, "string", "number", "boolean"));
        }
    }

    private static ArrayNode types(ObjectNode property, String... names) {
        ArrayNode types = property.arrayNode();
        for (String name : names) {
            types.add(name);
        }
        return types;
    }

    /** The schema, refusing unknown properties wherever it lists the known ones and says nothing else. */
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

    /** The names listed under {@code required}. */
    public static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        if (schema.get("required") instanceof ArrayNode required) {
            required.forEach(name -> names.add(name.asText()));
        }
        return names;
    }
}
