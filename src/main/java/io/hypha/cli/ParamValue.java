package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What somebody means who types a value without saying its type. */
final class ParamValue {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Numbers as JSON writes them, so that {@code 007} and {@code +49} stay text. */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,99})");

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,99})\\.\\d{1,99}");

    private ParamValue() {}

    static JsonNode of(String text) {
        return switch (text) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            default -> numberOrText(text);
        };
    }

    private static JsonNode numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            return NODES.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
    }
}
