package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** What an untagged scalar means by YAML's JSON schema. */
final class YamlScalars {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ScalarResolver RESOLVER = new JsonSchema().getScalarResolver();

    private YamlScalars() {}

    static boolean isText(ScalarEvent scalar) {
        return Tag.STR.equals(tag(scalar));
    }

    /** @throws NumberFormatException if it is a number that JSON cannot hold */
    static JsonNode node(ScalarEvent scalar) {
        String value = scalar.getValue();
        Tag tag = tag(scalar);
        if (Tag.STR.equals(tag)) {
            return NODES.textNode(value);
        }
        if (Tag.NULL.equals(tag)) {
            return NODES.nullNode();
        }
        if (Tag.BOOL.equals(tag)) {
            return NODES.booleanNode(Boolean.parseBoolean(value));
        }
        return number(value, Tag.INT.equals(tag));
    }

    private static Tag tag(ScalarEvent scalar) {
        return RESOLVER.resolve(scalar.getValue(), scalar.isPlain());
    }

    private static JsonNode number(String value, boolean integer) {
        if (value.length() > DocumentLimits.NUMBER_CHARACTERS) {
            throw new NumberFormatException(
                    "a number must have at most " + DocumentLimits.NUMBER_CHARACTERS + " characters");
        }
        if (value.endsWith("inf") || value.endsWith("nan")) {
            throw new NumberFormatException(value + " is no number in JSON");
        }
        return integer ? integer(new BigInteger(value)) : NODES.numberNode(new BigDecimal(value));
    }

    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValueExact());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValueExact()) : NODES.numberNode(value);
    }
}
