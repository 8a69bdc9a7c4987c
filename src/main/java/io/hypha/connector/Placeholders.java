package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.connector.TemplateTexts.Text;
import io.hypha.connector.TemplateTexts.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks how a template uses its parameters, because a placeholder in the wrong place turns data into code: as an endpoint's
 * scheme it chooses the component, in a script it is the script.
 */
final class Placeholders {
    /** {@code {{name}}}, {@code {{?name}}} and {@code {{name:default}}}, as Camel reads them. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^{}:]+)(?::[^{}]*)?}}");

    private static final Set<String> OURS = Set.of("hyphaId", "hyphaKey", "hyphaTimeout", "templateId", "routeId");
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

    /** What may stand before a placeholder that still is a part of the scheme. */
    private static final Pattern SCHEME_PART = Pattern.compile("(?:[A-Za-z0-9+.-]|" + PLACEHOLDER + ")*");

    private final JsonNode spec;
    private final Set<String> declared = new LinkedHashSet<>(OURS);
    /** Whose names the runtime gives, and no caller. */
    private final Set<String> beans = new LinkedHashSet<>();

    private final List<Problem> problems = new ArrayList<>();

    private Placeholders(JsonNode spec) {
        this.spec = spec;
        spec.at("/definition/properties").fieldNames().forEachRemaining(declared::add);
        spec.at("/template/beans").forEach(bean -> beans.add(bean.path("name").asText()));
        declared.addAll(beans);
    }

    static List<Problem> check(JsonNode spec) {
        Placeholders check = new Placeholders(spec);
        check.checkNames();
        TemplateTexts.of(spec).forEach(check::check);
        return check.problems;
    }

    /** Else the parameter's value would take the place of the bean. */
    private void checkNames() {
        beans.stream()
                .filter(spec.at("/definition/properties")::has)
                .forEach(name -> problems.add(Problem.of(
                        "/spec/template/beans", "name", "'" + name + "' is a bean and a parameter: rename one")));
    }

    private void check(Text text) {
        Matcher matcher = PLACEHOLDER.matcher(text.value());
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!declared.contains(name)) {
                problems.add(undeclared(text.pointer(), name));
            } else if (text.use() == Use.CODE) {
                problems.add(Problem.of(
                        text.pointer(),
                        "script",
                        "the parameter '" + name + "' would become code in " + text.key()
                                + ": pass it as an exchange variable or header instead"));
            } else if (text.use() == Use.ENDPOINT && choosesComponent(text.value(), matcher)) {
                problems.add(
                        Problem.of(
                                text.pointer(),
                                "scheme",
                                "the parameter '" + name + "' would choose the component:"
                                        + " write the scheme into the uri, or give the parameter a pattern such as ^https?://"));
            }
        }
    }

    private boolean choosesComponent(String text, Matcher matcher) {
        String name = matcher.group(1);
        String before = text.substring(0, matcher.start());
        return SCHEME_PART.matcher(before).matches()
                && !OURS.contains(name)
                && !beans.contains(name)
                && !restricted(name);
    }

    private boolean restricted(String name) {
        String pattern =
                spec.at("/definition/properties").path(name).path("pattern").asText(".*");
        try {
            Pattern compiled = Pattern.compile(pattern);
            return DANGEROUS.stream().noneMatch(uri -> compiled.matcher(uri).find());
        } catch (PatternSyntaxException e) {
            problems.add(Problem.of(
                    Pointers.child("/spec/definition/properties", name) + "/pattern",
                    "format",
                    "is no regular expression: '" + pattern + "'"));
            return true;
        }
    }

    private Problem undeclared(String pointer, String name) {
        return Problem.of(
                        pointer,
                        "undeclared",
                        "the template uses '" + name + "', which spec.definition.properties does not declare")
                .withClosest(name, declared);
    }
}
