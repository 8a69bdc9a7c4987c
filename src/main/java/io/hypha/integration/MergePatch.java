package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7396. */
final class MergePatch {
    private MergePatch() {}

    /** A new document; neither argument is changed. */
    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        merge(merged, patch);
        return merged;
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode change = field.getValue();
            if (change.isNull()) {
                target.remove(name);
            } else if (change instanceof ObjectNode nested) {
                merge(target.get(name) instanceof ObjectNode kept ? kept : target.putObject(name), nested);
            } else {
                target.set(name, change.deepCopy());
            }
        });
    }
}
