package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.connector.ParameterText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Values to try a connector with: of each parameter its default, its example, or whatever its type allows.
 *
 * @param madeUp the names of those that the schema says no value of, which may not be what the template expects
 */
record Samples(Map<String, Object> values, TreeSet<String> madeUp) {
    /** @param any the value of what the schema says nothing of; a digit is a number, a text, and the name of nothing */
    static Samples of(ObjectNode schema, String any) {
        Samples samples = new Samples(new TreeMap<>(), new TreeSet<>());
        schema.path("properties").properties().forEach(entry -> samples.add(entry.getKey(), entry.getValue(), any));
        return samples;
    }

    private void add(String name, JsonNode property, String any) {
        Optional<String> said = said(property).filter(Samples::isData);
        if (said.isEmpty()) {
            madeUp.add(name);
        }
        values.put(name, said.orElse(any));
    }

    private static Optional<String> said(JsonNode property) {
        return Stream.of("/default", "/example", "/examples/0", "/const", "/enum/0", "/minimum")
                .map(property::at)
                .filter(JsonNode::isValueNode)
                .findFirst()
                .map(JsonNode::asText)
                .or(() -> ofType(property.path("type")));
    }

    /** Of several types the first: the others are spellings of it. */
    private static Optional<String> ofType(JsonNode type) {
        return switch (type.path(0).asText(type.asText())) {
            case "boolean" -> Optional.of("false");
            case "integer", "number" -> Optional.of("1");
            default -> Optional.empty();
        };
    }

    /** No definition could give another. */
    private static boolean isData(String value) {
        return ParameterText.check(JsonNodeFactory.instance.objectNode().put("value", value))
                .isEmpty();
    }
}
