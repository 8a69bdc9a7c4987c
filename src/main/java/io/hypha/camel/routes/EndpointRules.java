package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.connector.YamlKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Endpoints that a dropped file may not use, since through them it would reach other routes: {@code controlbus:}, the
 * integrations' own {@code direct:} endpoints, ids that mean something to the runtime, and Kamelets whose route would get an id of the caller's choice.
 */
final class EndpointRules {
    private static final Set<String> NESTED = Set.of("steps", "parameters");
    private static final Pattern CONTROL = Pattern.compile("(?i)\\bcontrolbus:");
    private static final Pattern DEPLOYMENT = Pattern.compile("(?i)\\b(?:direct:[^?,]*@|hypha-http:)");
    private static final Pattern KAMELET_ID =
            Pattern.compile("(?i)\\bkamelet:(?://)?+[^?/]*(?:/|\\?(?:.*&)?(?:routeId|templateId)=)");
    private static final Pattern CONTEXT =
            Pattern.compile("(?i)\\$(?:simple)?\\{\\s*(?:camelContext\\b|exchange\\??\\.(?:get)?context\\b)");
    private static final Set<String> KAMELET_NAMES = Set.of("routeId", "templateId");

    private final List<Problem> problems;

    EndpointRules(List<Problem> problems) {
        this.problems = problems;
    }

    /** Looks at everything below the node that may be an endpoint's URI, or an expression that makes one. */
    void check(String pointer, JsonNode node) {
        children(pointer, node, (at, key, child) -> {
            if (YamlKeys.ENDPOINTS.contains(key) && child.isObject()) {
                checkKamelet(at, child);
            }
            if (YamlKeys.ENDPOINTS.contains(key)) {
                checkUris(at, child);
            }
            if (key.equals("kamelet")) {
                checkKameletStep(at, child);
            }
            if (child.isTextual() && CONTEXT.matcher(child.textValue()).find()) {
                problems.add(Problem.of(
                        at,
                        "expression",
                        "an expression must not use the context, through which it would reach other routes"));
            }
            if (key.equals("id") && child.asText().startsWith("hypha")) {
                problems.add(
                        Problem.of(at, "name", "ids that start with 'hypha' belong to the runtime: " + child.asText()));
            }
            if (!key.equals("parameters")) {
                check(at, child);
            }
        });
    }

    /** Why the URI is refused; empty if it may be used. */
    static Optional<String> refusal(String uri) {
        if (CONTROL.matcher(uri).find()) {
            return Optional.of("'controlbus:' can stop other routes, so a dropped file must not use it");
        }
        if (DEPLOYMENT.matcher(uri).find()) {
            return Optional.of("this endpoint belongs to an integration: call it with 'integration:ID'");
        }
        if (KAMELET_ID.matcher(uri).find()) {
            return Optional.of("a Kamelet's route must not be given an id: write 'kamelet:NAME' alone");
        }
        return Optional.empty();
    }

    private void checkUris(String pointer, JsonNode node) {
        if (node.isTextual()) {
            refusal(node.textValue()).ifPresent(why -> problems.add(Problem.of(pointer, "endpoint", why)));
        }
        children(pointer, node, (at, key, child) -> {
            if (!NESTED.contains(key) && !YamlKeys.ENDPOINTS.contains(key)) {
                checkUris(at, child);
            }
        });
    }

    private void checkKamelet(String pointer, JsonNode step) {
        String uri = step.path("uri").asText().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> option : step.path("parameters").properties()) {
            if (uri.startsWith("kamelet:") && KAMELET_NAMES.contains(option.getKey())) {
                refuseKamelet(pointer + "/parameters/" + option.getKey());
            }
        }
    }

    private void checkKameletStep(String pointer, JsonNode step) {
        String name = step.isTextual() ? step.textValue() : step.path("name").asText();
        if (refusal("kamelet:" + name).isPresent()) {
            refuseKamelet(pointer);
        }
        KAMELET_NAMES.stream()
                .filter(step.path("parameters")::has)
                .forEach(option -> refuseKamelet(pointer + "/parameters/" + option));
    }

    private void refuseKamelet(String pointer) {
        problems.add(Problem.of(pointer, "endpoint", refusal("kamelet:x/y").orElseThrow()));
    }

    private static void children(String pointer, JsonNode node, Visitor visitor) {
        int at = 0;
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            visitor.visit(pointer + "/" + at++, "", item);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String child = Pointers.child(pointer, field.getKey());
            visitor.visit(child, YamlKeys.camelCase(field.getKey()), field.getValue());
        }
    }

    private interface Visitor {
        void visit(String pointer, String key, JsonNode child);
    }
}
