package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with params in it: {@code /data/{id}}. A brace that does not belong to a {@code {name}} stands for itself, and
 * <code>{{name}}</code> for {@code {name}}. What looks like a param, but has no name that a param can have, as in {@code {user.name}},
 * is refused rather than sent.
 *
 * @param literals the text around the params: one more than there are params
 */
record Template(List<String> literals, List<String> params) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    /** What is a name, or looks like one: it has a letter, unlike the {@code {3}} of a regular expression. */
    private static final String NAMELIKE = "(?=[\\w.-]*[A-Za-z_])[\\w.-]+";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(?<literal>\\{" + NAMELIKE + "})}|\\{(?<param>" + NAMELIKE + ")}");

    /** Takes one param's text into the result: encodes it, or refuses it with an {@code ExecutionFailure}. */
    @FunctionalInterface
    interface Encoder {
        void append(StringBuilder out, String param, String text);
    }

    Template {
        literals = List.copyOf(literals);
        params = List.copyOf(params);
    }

    /** @throws IllegalArgumentException if something looks like a param and can be none */
    static Template of(String text) {
        List<String> literals = new ArrayList<>();
        List<String> params = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literal.append(text, from, matcher.start());
            from = matcher.end();
            if (matcher.group("param") == null) {
                literal.append(matcher.group("literal"));
            } else {
                literals.add(literal.toString());
                params.add(checked(matcher.group("param")));
                literal.setLength(0);
            }
        }
        literals.add(literal.append(text, from, text.length()).toString());
        return new Template(literals, params);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'{" + name + "}' can be no param, whose name is letters, digits, _ and -,"
                            + " the first a letter or _; write '{{" + name + "}}' if it is text");
        }
        return name;
    }

    /** Whether the text is nothing but one param, whose value then keeps its JSON type. */
    boolean isWhole() {
        return params.size() == 1 && literals.stream().allMatch(String::isEmpty);
    }

    /** Whether the call gives all params; {@code null} is as good as none. */
    boolean isGiven(ObjectNode values) {
        for (String param : params) {
            if (!values.hasNonNull(param)) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param where names this text in errors
     * @throws io.hypha.execution.ExecutionFailure {@code INVALID_PARAMS} if the call does not give all params
     */
    void requireAll(ObjectNode values, String where) {
        for (String param : params) {
            if (!values.hasNonNull(param)) {
                throw ParamFailures.missing(param, where);
            }
        }
    }

    /** Appends the filled-in text; all params must be given. */
    void append(StringBuilder out, ObjectNode values, Encoder encoder) {
        out.append(literals.get(0));
        for (int i = 0; i < params.size(); i++) {
            String param = params.get(i);
            encoder.append(out, param, text(param, values.get(param)));
            out.append(literals.get(i + 1));
        }
    }

    static String text(String param, JsonNode value) {
        if (value.isContainerNode()) {
            throw ParamFailures.wrong(param, "type", "must be a string, a number or a boolean");
        }
        return value.asText();
    }
}
