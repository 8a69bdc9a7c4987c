package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Finds the first value that reads well but breaks whoever uses it later. */
final class TreeCheck {
    private TreeCheck() {}

    static Optional<Problem> firstProblem(JsonNode node) {
        if (node.isTextual()) {
            return checkText(node.textValue());
        }
        if (node.isBigDecimal()) {
            return checkExponent(node.decimalValue());
        }
        return node.isArray() ? visitItems(node) : visitFields(node);
    }

    static String escape(String key) {
        return key.indexOf('~') < 0 && key.indexOf('/') < 0
                ? key
                : key.replace("~", "~0").replace("/", "~1");
    }

    private static Optional<Problem> visitItems(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            Optional<Problem> problem = firstProblem(array.get(i));
            if (problem.isPresent()) {
                return Optional.of(under(Integer.toString(i), problem.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> visitFields(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Optional<Problem> problem = checkText(field.getKey()).or(() -> firstProblem(field.getValue()));
            if (problem.isPresent()) {
                return Optional.of(under(escape(field.getKey()), problem.get()));
            }
        }
        return Optional.empty();
    }

    /** Half of a surrogate pair cannot be written as UTF-8 again. */
    private static Optional<Problem> checkText(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
                    return Optional.of(
                            Problem.of("", "encoding", "holds half of a surrogate pair, which is no character"));
                }
                at++;
            }
        }
        return Optional.empty();
    }

    /** Whoever makes an integer of 1e999999999 needs a gigabyte. */
    private static Optional<Problem> checkExponent(BigDecimal number) {
        return Math.abs((long) number.scale()) > DocumentLimits.NUMBER_CHARACTERS
                ? Optional.of(
                        Problem.of("", "number", "the exponent must be within " + DocumentLimits.NUMBER_CHARACTERS))
                : Optional.empty();
    }

    private static Problem under(String key, Problem problem) {
        return Problem.of("/" + key + problem.pointer(), problem.rule(), problem.message());
    }
}
