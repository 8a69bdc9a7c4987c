package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Document;
import io.hypha.connector.YamlKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One version of a file of routes. */
record DroppedFile(String path, Document document, String text) {
    /**
     * One item of the file's list.
     *
     * @param kind its key in camelCase: {@code route}, {@code from}, {@code beans}, ...
     * @param pointer of the value
     */
    record Entry(String kind, JsonNode value, String pointer) {}

    /** Items that are maps of one key, which the rules ask of all. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < document.root().size(); at++) {
            JsonNode item = document.root().get(at);
            for (Map.Entry<String, JsonNode> field : item.properties()) {
                entries.add(new Entry(
                        YamlKeys.camelCase(field.getKey()), field.getValue(), "/" + at + "/" + field.getKey()));
            }
        }
        return entries;
    }

    List<Entry> entries(String kind) {
        return entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
    }
}
