package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Pointers;
import java.util.function.BiConsumer;

/** The texts of a document. */
final class Texts {
    private Texts() {}

    /** @param visit gets the pointer of each text, and the text */
    static void visit(JsonNode document, BiConsumer<String, String> visit) {
        visit("", document, visit);
    }

    private static void visit(String pointer, JsonNode node, BiConsumer<String, String> visit) {
        if (node.isTextual()) {
            visit.accept(pointer, node.textValue());
        }
        node.properties().forEach(field -> visit(Pointers.child(pointer, field.getKey()), field.getValue(), visit));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(pointer + "/" + i, node.get(i), visit);
        }
    }
}
