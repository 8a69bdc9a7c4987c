package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.camel.routes.DroppedFile.Entry;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a dropped file may say: nothing whose effect reaches beyond the file's own routes. */
final class RouteFileRules {
    private static final Set<String> SCOPED =
            Set.of("onException", "onCompletion", "errorHandler", "intercept", "interceptFrom");
    private static final Set<String> OTHERS =
            Set.of("route", "from", "routeTemplate", "templatedRoute", "routeConfiguration", "beans");
    private static final Map<String, String> REFUSED = Map.of(
            "interceptSendToEndpoint",
                    "it would intercept the calls of all routes: use 'interceptFrom', or a route between",
            "rest", "the REST configuration is shared by all routes: start a route with 'platform-http:/path'",
            "restConfiguration", "the REST configuration is shared by all routes",
            "dataFormats",
                    "data formats are shared by all routes: give the options in the 'marshal' or 'unmarshal' step");

    private final DroppedFile file;
    private final List<Problem> problems = new ArrayList<>();

    private RouteFileRules(DroppedFile file) {
        this.file = file;
    }

    /** Everything that the file breaks, with lines. */
    static List<Problem> check(DroppedFile file) {
        RouteFileRules rules = new RouteFileRules(file);
        rules.checkShape();
        if (rules.problems.isEmpty()) {
            rules.checkEntries();
            rules.checkNames();
            new EndpointRules(rules.problems).check("", file.document().root());
        }
        return file.document().locate("", rules.problems);
    }

    private void checkShape() {
        JsonNode root = file.document().root();
        if (!root.isArray() || root.isEmpty()) {
            refuse("", "type", "a file of routes must be a list of entries such as '- route:' or '- from:'");
            return;
        }
        for (int at = 0; at < root.size(); at++) {
            if (!root.get(at).isObject() || root.get(at).size() != 1) {
                refuse("/" + at, "type", "must be a map of one key, such as 'route:' or 'from:'");
            }
        }
    }

    private void checkEntries() {
        boolean afterRoute = false;
        for (Entry entry : file.entries()) {
            checkKind(entry);
            if (afterRoute && SCOPED.contains(entry.kind())) {
                refuse(entry.pointer(), "order", "'" + entry.kind() + "' must stand before the file's routes");
            }
            afterRoute |= entry.kind().equals("route") || entry.kind().equals("from");
        }
        file.entries("routeConfiguration").forEach(this::checkConfiguration);
        file.entries("templatedRoute").forEach(this::checkTemplate);
    }

    private void checkKind(Entry entry) {
        String kind = entry.kind();
        if (REFUSED.containsKey(kind)) {
            refuse(entry.pointer(), "shared", "'" + kind + "' is not allowed in a dropped file: " + REFUSED.get(kind));
        } else if (!SCOPED.contains(kind) && !OTHERS.contains(kind)) {
            Set<String> known = new HashSet<>(SCOPED);
            known.addAll(OTHERS);
            String message = "unknown entry '" + kind + "'";
            problems.add(Problem.of(entry.pointer(), "unknown", message).withClosest(kind, known));
        }
    }

    private void checkConfiguration(Entry entry) {
        for (String key : List.of("interceptSendToEndpoint", "intercept-send-to-endpoint")) {
            if (entry.value().has(key)) {
                String message =
                        "'" + key + "' is not allowed in a dropped file: " + REFUSED.get("interceptSendToEndpoint");
                refuse(entry.pointer() + "/" + key, "shared", message);
            }
        }
    }

    private void checkTemplate(Entry entry) {
        String template = entry.value().path("routeTemplateRef").asText();
        boolean known = file.entries("routeTemplate").stream()
                .anyMatch(own -> own.value().path("id").asText().equals(template));
        if (!known) {
            refuse(
                    entry.pointer() + "/routeTemplateRef",
                    "unknown",
                    "there is no routeTemplate '" + template
                            + "' in this file; templates of other files cannot be used");
        }
    }

    private void checkNames() {
        List<Name> seen = new ArrayList<>();
        for (Name name : Names.of(file)) {
            checkName(name);
            if (seen.stream().anyMatch(name::sameAs)) {
                refuse(name.pointer(), "duplicate", "the " + name.kind() + " '" + name.value() + "' is given twice");
            }
            seen.add(name);
        }
    }

    private void checkName(Name name) {
        if (name.value().isBlank()) {
            refuse(
                    name.pointer(),
                    "required",
                    "a " + name.kind() + " in a dropped file needs an id, so that it can be replaced");
        }
        boolean chosen = !name.value().startsWith(file.path() + "#");
        if (chosen && (name.value().contains("{{") || name.value().contains("@"))) {
            refuse(name.pointer(), "name", "must contain neither '@' nor a placeholder: " + name.value());
        }
        if (name.value().startsWith("hypha")) {
            refuse(name.pointer(), "name", "names that start with 'hypha' belong to the runtime: " + name.value());
        }
    }

    private void refuse(String pointer, String rule, String message) {
        problems.add(Problem.of(pointer, rule, message));
    }
}
