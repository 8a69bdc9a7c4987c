package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.config.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a connector file: a Kamelet of kind action or sink, with Hypha's additions {@code spec.actions},
 * {@code spec.operations} and annotations {@code hypha.io/...}. Stateless.
 */
public final class ConnectorParser {
    /** How connector files end. */
    public static final String SUFFIX = ".kamelet.yaml";

    private static final String TYPE_LABEL = "camel.apache.org/kamelet.type";
    private static final Set<String> KINDS = Set.of("action", "sink");
    /** As in {@code auth.type} of definitions. */
    static final List<String> AUTH = List.of("none", "basic", "api_key", "bearer", "oauth2");

    private static final String PREFIX = "hypha.io/";
    private static final Set<String> ANNOTATIONS = Set.of("family", "auth", "async", "times-out", "resources");

    private ConnectorParser() {}

    /**
     * @param text the file, from which the document was read
     * @throws InvalidDocumentException with every problem and its line, but those of its schemas
     */
    public static Connector parse(Document document, String text) {
        return parse(document, text, SchemaReferences::check);
    }

    /**
     * The same, with all problems of the file's JSON Schemas too: finding these takes long the first time.
     *
     * @throws InvalidDocumentException with every problem and its line
     */
    public static Connector parseThoroughly(Document document, String text) {
        return parse(document, text, Metaschema::check);
    }

    private static Connector parse(Document document, String text, Function<ObjectNode, List<Problem>> schemas) {
        List<Problem> problems = new ArrayList<>();
        JsonNode root = document.root();
        checkHead(document, root, problems);
        JsonNode spec = Schemas.plain(root.path("spec"));
        checkAnnotations(root, problems);
        checkAuth(root, problems);
        checkTemplate(spec, problems);
        checkSchemas(spec, schemas, problems);
        Placeholders.check(spec).stream()
                .filter(problem ->
                        problems.stream().noneMatch(known -> known.pointer().equals(problem.pointer())))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(document.locate("", problems));
        }
        return connector(document, root, spec, text);
    }

    private static void checkSchemas(
            JsonNode spec, Function<ObjectNode, List<Problem>> schemas, List<Problem> problems) {
        checkSchema("/spec/definition", spec.path("definition"), schemas, problems);
        checkSchema("/spec/operations/schema", spec.at("/operations/schema"), schemas, problems);
        spec.path("actions")
                .properties()
                .forEach(action -> checkSchema(
                        Pointers.child("/spec/actions", action.getKey()) + "/params",
                        action.getValue().path("params"),
                        schemas,
                        problems));
    }

    private static void checkSchema(
            String pointer, JsonNode schema, Function<ObjectNode, List<Problem>> schemas, List<Problem> problems) {
        if (schema instanceof ObjectNode object) {
            schemas.apply(object).forEach(problem -> problems.add(problem.under(pointer)));
        }
    }

    private static void checkHead(Document document, JsonNode root, List<Problem> problems) {
        if (!"Kamelet".equals(root.path("kind").asText())) {
            problems.add(Problem.of("/kind", "const", "a connector file must have 'kind: Kamelet'"));
        }
        String name = root.at("/metadata/name").asText();
        if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
            problems.add(
                    Problem.of("/metadata/name", "pattern", "must be a lower-case name of letters, digits and '-'"));
        }
        String file = fileName(document.source());
        if (!file.equals(name + SUFFIX)) {
            problems.add(Problem.of("/metadata/name", "name", "'" + name + "' must stand in a file " + name + SUFFIX));
        }
        String kind = root.at("/metadata/labels").path(TYPE_LABEL).asText();
        if (!KINDS.contains(kind)) {
            problems.add(
                    Problem.of("/metadata/labels", "enum", TYPE_LABEL + " must be 'action' or 'sink': '" + kind + "'"));
        }
        String family = annotation(root, "family", "other");
        if (!Connector.FAMILIES.contains(family)) {
            problems.add(Problem.of(
                    "/metadata/annotations",
                    "enum",
                    "hypha.io/family must be one of " + Connector.FAMILIES + ": '" + family + "'"));
        }
    }

    private static void checkAnnotations(JsonNode root, List<Problem> problems) {
        root.at("/metadata/annotations").fieldNames().forEachRemaining(name -> {
            String own = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (!own.isEmpty() && !ANNOTATIONS.contains(own)) {
                String closest = Suggestions.closest(own, ANNOTATIONS)
                        .map(PREFIX::concat)
                        .orElse(null);
                problems.add(Problem.of(
                                Pointers.child("/metadata/annotations", name),
                                "unknown",
                                "unknown annotation '" + name + "'")
                        .withSuggestion(closest));
            }
        });
    }

    private static List<String> auth(JsonNode root) {
        return List.of(annotation(root, "auth", "none").strip().split("[ ,]+"));
    }

    private static void checkAuth(JsonNode root, List<Problem> problems) {
        auth(root).stream()
                .filter(type -> !AUTH.contains(type))
                .map(type -> Problem.of(
                                "/metadata/annotations",
                                "enum",
                                "hypha.io/auth must name some of " + String.join(", ", AUTH) + ": '" + type + "'")
                        .withClosest(type, AUTH))
                .forEach(problems::add);
    }

    private static void checkTemplate(JsonNode spec, List<Problem> problems) {
        JsonNode definition = spec.path("definition");
        if (!definition.isObject()) {
            problems.add(Problem.of("/spec/definition", "required", "spec.definition is missing"));
        } else if (definition.has("properties") && !definition.get("properties").isObject()) {
            problems.add(Problem.of("/spec/definition/properties", "type", "must be a map of parameters"));
        }
        JsonNode from = spec.at("/template/from");
        if (!"kamelet:source".equals(from.path("uri").asText())) {
            problems.add(Problem.of(
                    "/spec/template/from/uri", "const", "the template must begin 'from: uri: kamelet:source'"));
        }
        if (from.path("steps").isEmpty()) {
            problems.add(Problem.of("/spec/template/from", "required", "spec.template.from.steps is missing or empty"));
        }
    }

    private static Connector connector(Document document, JsonNode root, JsonNode spec, String text) {
        ObjectNode definition = spec.get("definition").deepCopy();
        Map<String, Connector.Action> actions = actions(spec.path("actions"));
        String resources = annotation(root, "resources", null);
        return new Connector(
                root.at("/metadata/name").asText(),
                definition.path("title").asText(),
                definition.path("description").asText(),
                annotation(root, "family", "other"),
                Schemas.closed(resources == null ? Schemas.inAnySpelling(definition) : definition),
                actions,
                operations(spec.path("operations"), actions.isEmpty()),
                auth(root),
                new Connector.Traits(
                        Boolean.parseBoolean(annotation(root, "async", "false")),
                        Boolean.parseBoolean(annotation(root, "times-out", "false")),
                        resources,
                        resources == null),
                document.source(),
                text);
    }

    private static Map<String, Connector.Action> actions(JsonNode actions) {
        Map<String, Connector.Action> found = new LinkedHashMap<>();
        actions.properties().forEach(entry -> {
            ObjectNode params = schema(entry.getValue().path("params"));
            found.put(
                    entry.getKey(),
                    new Connector.Action(
                            entry.getKey(), entry.getValue().path("description").asText(), params));
        });
        return found;
    }

    /** A plain Kamelet names no actions: it does one thing, to whatever document it is given. */
    private static Connector.Operations operations(JsonNode operations, boolean noActions) {
        if (operations.isMissingNode()) {
            return new Connector.Operations(null, noActions ? ".*" : null, noActions);
        }
        ObjectNode schema = operations.path("schema").isObject() ? schema(operations.get("schema")) : null;
        String undeclared = operations.path("undeclared").asText(null);
        return new Connector.Operations(
                schema, undeclared, operations.path("unnamed").asBoolean());
    }

    private static ObjectNode schema(JsonNode node) {
        return node.isObject()
                ? node.deepCopy()
                : JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    private static String annotation(JsonNode root, String name, String otherwise) {
        return root.at("/metadata/annotations").path(PREFIX + name).asText(otherwise);
    }

    private static String fileName(String source) {
        return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    }
}
