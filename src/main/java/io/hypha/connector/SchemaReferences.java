package io.hypha.connector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code $ref} may do in a JSON Schema: name a part of the same document, in such a way that a check comes to an end.
 * A schema may refer to itself where it describes a part of the value (a tree's children), never for the same value again.
 */
final class SchemaReferences {
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");
    /** Keywords whose fields are names of the schema's author, with a schema each. */
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies");

    private static final Set<String> DATA = Set.of("const", "enum", "default", "example", "examples");
    /** Keywords whose schemas are applied to the same value. */
    private static final List<String> SAME_VALUE =
            List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies");

    private static final int DEEPEST = 64;

    private final JsonNode root;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<JsonNode> finite = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<JsonNode> entered = Collections.newSetFromMap(new IdentityHashMap<>());

    private SchemaReferences(JsonNode root) {
        this.root = root;
    }

    /** Everything wrong with the references, with pointers into the schema. */
    static List<Problem> check(ObjectNode schema) {
        SchemaReferences references = new SchemaReferences(schema);
        references.visit("", schema);
        return references.problems;
    }

    private void visit(String pointer, JsonNode schema) {
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            String key = field.getKey();
            String place = Pointers.child(pointer, key);
            if (REFERENCES.contains(key)) {
                reference(place, schema, field.getValue());
            } else if (key.equals("$id") && !pointer.isEmpty()) {
                problems.add(Problem.of(place, "reference", "'$id' may stand only at the top of a schema"));
            } else if (MAPS.contains(key)) {
                visitNamed(place, field.getValue());
            } else if (!DATA.contains(key)) {
                visit(place, field.getValue());
            }
        }
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            visit(pointer + "/" + i, schema.get(i));
        }
    }

    private void visitNamed(String pointer, JsonNode schemas) {
        schemas.properties().forEach(named -> visit(Pointers.child(pointer, named.getKey()), named.getValue()));
    }

    private void reference(String place, JsonNode schema, JsonNode reference) {
        if (!reference.isTextual() || !reference.asText().startsWith("#")) {
            problems.add(Problem.of(
                    place,
                    "reference",
                    "must name a part of this schema, as in '#/$defs/name': nothing is loaded from elsewhere"));
        } else if (target(reference.asText()).isMissingNode()) {
            problems.add(Problem.of(place, "reference", "names nothing in this schema: '" + reference.asText() + "'"));
        } else if (!ends(schema, 0)) {
            problems.add(Problem.of(
                    place, "reference", "refers back to itself for the same value, so that a check would never end"));
        }
    }

    private boolean ends(JsonNode schema, int depth) {
        if (finite.contains(schema)) {
            return true;
        }
        if (depth > DEEPEST || !entered.add(schema)) {
            return false;
        }
        boolean all = next(schema).stream().allMatch(each -> ends(each, depth + 1));
        entered.remove(schema);
        if (all) {
            finite.add(schema);
        }
        return all;
    }

    /** The schemas that are applied to whatever value this one is applied to. */
    private List<JsonNode> next(JsonNode schema) {
        List<JsonNode> next = new ArrayList<>();
        REFERENCES.stream()
                .map(schema::path)
                .filter(JsonNode::isTextual)
                .forEach(reference -> next.add(target(reference.asText())));
        for (String keyword : SAME_VALUE) {
            JsonNode below = schema.path(keyword);
            boolean isOne = below.isObject() && !MAPS.contains(keyword);
            if (isOne) {
                next.add(below);
            } else {
                below.forEach(next::add);
            }
        }
        return next;
    }

    private JsonNode target(String reference) {
        String fragment = reference.substring(1);
        if (fragment.isEmpty()) {
            return root;
        }
        return fragment.startsWith("/") ? root.at(JsonPointer.compile(decoded(fragment))) : anchored(root, fragment);
    }

    /** A reference is a URI: what it may not hold is percent-encoded. */
    private static String decoded(String fragment) {
        return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JsonNode anchored(JsonNode node, String name) {
        if (ANCHORS.stream().anyMatch(anchor -> name.equals(node.path(anchor).textValue()))) {
            return node;
        }
        for (JsonNode child : node) {
            JsonNode found = anchored(child, name);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }
}
