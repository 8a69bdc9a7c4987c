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

    /** The names listed under {@code required}. */
    public static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        if (schema.get("required") instanceof ArrayNode required) {
            required.forEach(name -> names.add(name.asText()));
        }
        return names;
    }
}
