package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses parameter values that Camel would read as something else than data once a template puts them into its text: it
 * resolves placeholders and expressions in them, creates objects from them, and takes {@code &} for the next endpoint option.
 */
public final class ParameterText {
    private static final List<String> EVALUATED = List.of(
            "{{", "}}", "${", "$simple{", "RAW(", "RAW{", "#class:", "#bean:", "#type:", "#property:", "#valueAs(");

    private ParameterText() {}

    /** The values that may not be given to a textual connector. */
    public static List<Problem> check(ObjectNode parameters) {
        List<Problem> problems = new ArrayList<>();
        walk("", parameters, problems);
        return problems;
    }

    private static void walk(String pointer, JsonNode value, List<Problem> problems) {
        if (value.isTextual()) {
            check(pointer, value.asText(), problems);
        }
        value.properties().forEach(field -> walk(pointer + "/" + field.getKey(), field.getValue(), problems));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            walk(pointer + "/" + i, value.get(i), problems);
        }
    }

    private static void check(String pointer, String text, List<Problem> problems) {
        EVALUATED.stream()
                .filter(text::contains)
                .findFirst()
                .ifPresent(found -> problems.add(Problem.of(
                        pointer,
                        "evaluated",
                        "'" + found + "' is not allowed here: Camel would evaluate it, and values are data only")));
        boolean option = text.indexOf('&') >= 0 || text.indexOf('?') >= 0 || text.startsWith("#");
        boolean control = text.chars().anyMatch(Character::isISOControl);
        if (option || control) {
            problems.add(
                    Problem.of(
                            pointer,
                            "option",
                            "'&', '?', a leading '#' and control characters are not allowed here:"
                                    + " this connector puts the value into an endpoint, where they would begin another option"));
        }
    }
}
