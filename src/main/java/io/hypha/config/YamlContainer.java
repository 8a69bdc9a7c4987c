package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** A map or list whose end has not been read. */
final class YamlContainer {
    private final JsonNode node;
    private final String pointer;
    private final Optional<Anchor> anchor;
    private String key;
    private String keyPointer;

    /** @param pointer null where its line is not kept */
    YamlContainer(JsonNode node, String pointer, Optional<Anchor> anchor) {
        this.node = node;
        this.pointer = pointer;
        this.anchor = anchor;
    }

    JsonNode node() {
        return node;
    }

    Optional<Anchor> anchor() {
        return anchor;
    }

    boolean expectsKey() {
        return node.isObject() && key == null;
    }

    /** False if the key is there already. A value's line is that of its key. */
    boolean startKey(String name, YamlLines lines, int line) {
        key = name;
        keyPointer = lines.add(lines.child(pointer, TreeCheck.escape(name)), line);
        return !node.has(name);
    }

    /** The child's pointer, or null where it is not kept. */
    String add(JsonNode child, YamlLines lines, int line) {
        if (node instanceof ObjectNode object) {
            object.set(key, child);
            key = null;
            return keyPointer;
        }
        ArrayNode array = (ArrayNode) node;
        array.add(child);
        return lines.add(lines.child(pointer, Integer.toString(array.size() - 1)), line);
    }
}
