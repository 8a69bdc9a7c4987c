package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** The anchored nodes of a document, and how much its aliases may still copy of them. */
final class YamlAnchors {
    private final Map<String, JsonNode> nodes = new HashMap<>();
    private int aliases;
    private long copied;

    /** An anchor is known once its node is complete, so a node cannot contain itself. */
    void remember(Optional<Anchor> anchor, JsonNode node) {
        anchor.ifPresent(name -> nodes.put(name.getValue(), node));
    }

    /** @throws IllegalArgumentException if there is no such node, or it is one alias too many */
    JsonNode copy(Anchor alias, int depth) {
        JsonNode node = nodes.get(alias.getValue());
        if (node == null) {
            throw new IllegalArgumentException(
                    "*" + alias.getValue() + " is not the alias of a complete node above it");
        }
        aliases++;
        copied += weight(node, depth);
        if (aliases > DocumentLimits.ALIASES || copied > DocumentLimits.ALIASED) {
            throw new IllegalArgumentException(
                    "the document has too many aliases, or aliases of too much: write it out");
        }
        return node.deepCopy();
    }

    private static long weight(JsonNode node, int depth) {
        if (depth > DocumentLimits.DEPTH) {
            throw new IllegalArgumentException("aliases nest more than " + DocumentLimits.DEPTH + " levels deep");
        }
        long weight = 1L + (node.isTextual() ? node.textValue().length() : 0);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            weight += field.getKey().length() + weight(field.getValue(), depth + 1);
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                weight += weight(item, depth + 1);
            }
        }
        return weight;
    }
}
