package io.hypha.camel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * The path of an operation. Params fill in text within segments; whatever they are, the path keeps its segments and the
 * request its host.
 */
record PathTemplate(Template template) {
    /** Of an operation that goes to the endpoint itself. */
    static final PathTemplate NONE = new PathTemplate(Template.of(""));

    private static final String RESERVED_ALLOWED = "/!$&'()*+,;=:@";

    /** @throws IllegalArgumentException if it is no path, or leaves its own structure open */
    static PathTemplate of(String path) {
        Template template = Template.of(path);
        if (!path.startsWith("/") || !template.literals().stream().allMatch(PathTemplate::isPathText)) {
            throw new IllegalArgumentException("path must start with / and have only characters of a URI's path"
                    + " (others percent-encoded) and params as {name}: " + path);
        }
        if (path.contains("//") || hasDotSegment(path)) {
            throw new IllegalArgumentException("path must not have empty, '.' or '..' segments: " + path);
        }
        return new PathTemplate(template);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /** Appends the filled-in path to what comes before it. */
    void append(StringBuilder out, ObjectNode params) {
        if (template.params().isEmpty()) {
            out.append(template.literals().get(0));
            return;
        }
        template.requireAll(params, "the path " + this);
        int start = out.length();
        template.append(out, params, PathTemplate::encode);
        if (hasDotSegment(out.substring(start))) {
            throw ParamFailures.wrong(template.params().get(0), "path", "would make a '.' or '..' segment of the path");
        }
    }

    private static boolean isPathText(String literal) {
        return Percent.isEncoded(literal, RESERVED_ALLOWED);
    }

    /** Refuses what servers that decode before they route would take for structure. */
    private static void encode(StringBuilder out, String param, String text) {
        if (text.isEmpty()) {
            throw ParamFailures.wrong(param, "path", "must not be empty: it is a part of the path");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ParamFailures.wrong(param, "path", "must not have control characters: it is a part of the path");
        }
        if (hasDotSegment('/' + text.replace('\\', '/'))) {
            throw ParamFailures.wrong(param, "path", "must not have '.' or '..' segments: it is a part of the path");
        }
        Percent.encode(out, text);
    }

    private static boolean hasDotSegment(String path) {
        if (path.indexOf("/.") < 0 && path.indexOf("/%") < 0) {
            return false;
        }
        for (String segment : path.toLowerCase(Locale.ROOT).replace("%2e", ".").split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** The path as it was declared. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(template.literals().get(0));
        for (int i = 0; i < template.params().size(); i++) {
            out.append('{').append(template.params().get(i)).append('}');
            out.append(template.literals().get(i + 1));
        }
        return out.toString();
    }
}
