package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.config.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks how a template uses its parameters, because a placeholder in the wrong place turns data into code: as an endpoint's
 * scheme it chooses the component, in a script it is the script.
 */
final class Placeholders {
    /** {@code {{name}}}, {@code {{?name}}} and {@code {{name:default}}}, as Camel reads them. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^{}:]+)(?::[^{}]*)?}}");

    private static final Set<String> OURS = Set.of("hyphaId", "hyphaKey", "hyphaTimeout", "templateId", "routeId");
    private static final Set<String> SAFE_LANGUAGES = Set.of("simple", "constant");
    private static final Set<String> SCRIPTS = Set.of(
            "groovy",
            "joor",
            "java",
            "js",
            "javascript",
            "mvel",
            "ognl",
            "spel",
            "python",
            "jq",
            "jsonpath",
            "xpath",
            "xquery",
            "xtokenize",
            "datasonnet",
            "csimple",
            "method",
            "language",
            "wasm",
            "hl7terser");
    /** Endpoints that no parameter may be able to name. */
    private static final List<String> DANGEROUS = List.of(
            "controlbus:route",
            "file:/etc",
            "exec:sh",
            "bean:x",
            "class:x",
            "language:simple:x",
            "direct:x",
            "seda:x",
            "kamelet:x",
            "ref:x",
            "#class:x",
            "#bean:x");

    private final JsonNode spec;
    private final Set<String> declared = new LinkedHashSet<>(OURS);
    private final List<Problem> problems = new ArrayList<>();

    private Placeholders(JsonNode spec) {
        this.spec = spec;
        spec.at("/definition/properties").fieldNames().forEachRemaining(declared::add);
        spec.at("/template/beans")
                .forEach(bean -> declared.add(bean.path("name").asText()));
    }

    static List<Problem> check(JsonNode spec) {
        Placeholders check = new Placeholders(spec);
        check.walk("/spec/template", spec.path("template"), "");
        return check.problems;
    }

    private void walk(String pointer, JsonNode node, String key) {
        if (node.isTextual()) {
            text(pointer, key, node.asText());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + "/" + i, node.get(i), key);
            }
        } else {
            node.properties()
                    .forEach(child -> walk(
                            Pointers.child(pointer, child.getKey()),
                            child.getValue(),
                            isLanguage(key) && !isLanguage(child.getKey()) ? key : child.getKey()));
        }
    }

    private static boolean isLanguage(String key) {
        return SCRIPTS.contains(key) || SAFE_LANGUAGES.contains(key);
    }

    private void text(String pointer, String key, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!declared.contains(name)) {
                problems.add(undeclared(pointer, name));
            } else if (SCRIPTS.contains(key)) {
                problems.add(Problem.of(
                        pointer,
                        "script",
                        "the parameter '" + name + "' would become code in " + key
                                + ": pass it as an exchange variable or header instead"));
            } else if (choosesEndpoint(key, text, matcher)) {
                problems.add(
                        Problem.of(
                                pointer,
                                "scheme",
                                "the parameter '" + name + "' would choose the component:"
                                        + " write the scheme into the uri, or give the parameter a pattern such as ^https?://"));
            }
        }
    }

    private boolean choosesEndpoint(String key, String text, Matcher matcher) {
        boolean endpoint = key.equals("uri") || key.equals("to") || key.equals("toD");
        String before = text.substring(0, matcher.start());
        return endpoint && !before.contains(":") && !OURS.contains(matcher.group(1)) && !restricted(matcher.group(1));
    }

    private boolean restricted(String name) {
        String pattern =
                spec.at("/definition/properties").path(name).path("pattern").asText(".*");
        Pattern compiled = Pattern.compile(pattern);
        return DANGEROUS.stream().noneMatch(uri -> compiled.matcher(uri).find());
    }

    private Problem undeclared(String pointer, String name) {
        Problem problem = Problem.of(
                pointer,
                "undeclared",
                "the template uses '" + name + "', which spec.definition.properties does not declare");
        return Suggestions.closest(name, declared).map(problem::withSuggestion).orElse(problem);
    }
}
