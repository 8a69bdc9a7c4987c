package io.hypha.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares an OpenAPI document with what {@link Endpoint} declares, in both directions. */
final class OpenApiContract {
    private static final List<String> FACETS =
            List.of("type", "format", "enum", "const", "pattern", "minimum", "maximum", "default");

    private final JsonNode document;
    private final List<String> differences = new ArrayList<>();

    private OpenApiContract(JsonNode document) {
        this.document = document;
    }

    /** Each names the call, the part of it, what the document says, and what the code does. */
    static List<String> differences(JsonNode document) {
        OpenApiContract contract = new OpenApiContract(document);
        contract.calls();
        for (Endpoint endpoint : Endpoint.values()) {
            contract.compare(endpoint);
        }
        return contract.differences;
    }

    private void calls() {
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals("parameters"))
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> declared = new TreeSet<>();
        Stream.of(Endpoint.values()).map(Endpoint::toString).forEach(declared::add);
        declared.add("GET " + Docs.OPENAPI);
        same("API", "calls", described, declared);
    }

    private void compare(Endpoint endpoint) {
        String call = endpoint.toString();
        JsonNode path = document.path("paths").path(endpoint.path().toString());
        JsonNode operation = path.path(endpoint.method().name().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return;
        }
        same(call, "operationId", operation.path("operationId").asText(), endpoint.operationId());
        access(endpoint, operation);
        same(call, "parameters", described(path, operation), declared(endpoint));
        body(endpoint, operation.path("requestBody"));
        responses(endpoint, operation.path("responses"));
    }

    private void access(Endpoint endpoint, JsonNode operation) {
        String call = endpoint.toString();
        String role = endpoint.access().role().label();
        same(call, "x-hypha-role", operation.path("x-hypha-role").asText(), role);
        same(
                call,
                "x-hypha-limited-keys",
                operation.path("x-hypha-limited-keys").asBoolean(true),
                endpoint.access().limitedKeys());
        String told = operation.path("description").asText().split("[.,]", 2)[0];
        same(call, "first words of the description", told, "Role " + role);
        JsonNode security = operation.has("security") ? operation.path("security") : document.path("security");
        Set<String> schemes = new TreeSet<>();
        security.forEach(any -> any.fieldNames().forEachRemaining(schemes::add));
        same(call, "security", schemes, new TreeSet<>(Set.of("api_key", "bearer")));
    }

    private Map<String, Object> described(JsonNode path, JsonNode operation) {
        Map<String, Object> found = new TreeMap<>();
        for (JsonNode part : List.of(path, operation)) {
            for (JsonNode reference : part.path("parameters")) {
                JsonNode parameter = resolved(reference);
                ObjectNode facets = facets(resolved(parameter.path("schema")));
                if (parameter.path("required").asBoolean()) {
                    facets.put("required", true);
                }
                found.put(
                        parameter.path("in").asText() + " "
                                + parameter.path("name").asText(),
                        facets);
            }
        }
        return found;
    }

    private static ObjectNode facets(JsonNode schema) {
        ObjectNode facets = JsonNodeFactory.instance.objectNode();
        FACETS.stream().filter(schema::has).forEach(facet -> facets.set(facet, schema.get(facet)));
        return facets;
    }

    private static Map<String, Object> declared(Endpoint endpoint) {
        Map<String, Object> all = new TreeMap<>();
        all.put("header X-Request-Id", string().put("pattern", "^[A-Za-z0-9._-]{1,64}$"));
        List<String> segments = PathTemplate.split(endpoint.path().toString());
        for (String name : endpoint.path().values(segments).keySet()) {
            all.put(
                    "path " + name,
                    string().put("pattern", "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$").put("required", true));
        }
        for (Condition condition : endpoint.takes().conditions()) {
            all.put("header " + condition.header(), condition == Condition.IF_MATCH ? string() : only("*"));
        }
        for (Parameter parameter : endpoint.takes().query()) {
            all.put("query " + parameter.name(), schema(parameter.values()));
        }
        return all;
    }

    private static ObjectNode schema(Parameter.Values values) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (values instanceof Parameter.OneOf oneOf) {
            ArrayNode known = schema.putArray("enum");
            oneOf.known().forEach(known::add);
            return schema;
        }
        if (values instanceof Parameter.Whole whole) {
            return schema.put("type", "integer")
                    .put("minimum", whole.least())
                    .put("maximum", whole.most())
                    .put("default", whole.preset());
        }
        if (values instanceof Parameter.Matching matching) {
            return string().put("pattern", "^" + matching.pattern() + "$");
        }
        return values instanceof Parameter.Time ? string().put("format", "date-time") : string();
    }

    private static ObjectNode string() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }

    private static ObjectNode only(String value) {
        return JsonNodeFactory.instance.objectNode().put("const", value);
    }

    private void body(Endpoint endpoint, JsonNode body) {
        same(
                endpoint.toString(),
                "request media types",
                names(body.path("content")),
                new TreeSet<>(endpoint.takes().media()));
        same(
                endpoint.toString(),
                "body required",
                body.path("required").asBoolean(),
                endpoint.takes().needsBody());
    }

    private void responses(Endpoint endpoint, JsonNode responses) {
        Set<String> declared = new TreeSet<>(Set.of("default"));
        endpoint.successes().forEach(status -> declared.add(status.toString()));
        endpoint.failures().forEach(status -> declared.add(status.toString()));
        same(endpoint.toString(), "answers", names(responses), declared);
        responses.properties().forEach(answer -> {
            String status = answer.getKey();
            Set<String> media = status.equals("204")
                    ? Set.of()
                    : Set.of(status.startsWith("2") ? "application/json" : "application/problem+json");
            same(
                    endpoint.toString(),
                    "media type of " + status,
                    names(resolved(answer.getValue()).path("content")),
                    media);
        });
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private void same(String call, String what, Object described, Object declared) {
        if (!Objects.equals(described, declared)) {
            differences.add(call + ": " + what + ": the document says " + described + ", the code " + declared);
        }
    }
}
