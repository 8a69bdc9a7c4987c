package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** A tree for people: a line a value, indented as it is nested. What holds nothing is left out. */
final class Outline {
    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    static String of(JsonNode tree) {
        Outline outline = new Outline();
        outline.fields(tree, 0);
        return outline.text.toString().stripTrailing();
    }

    private void fields(JsonNode node, int depth) {
        node.properties().forEach(field -> line(field.getKey() + ":", field.getValue(), depth));
    }

    private void line(String label, JsonNode value, int depth) {
        if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return;
        }
        text.append("  ".repeat(depth)).append(Printable.line(label));
        if (value.isObject()) {
            text.append('\n');
            fields(value, depth + 1);
        } else if (value.isArray() && !isFlat(value)) {
            text.append('\n');
            value.forEach(item -> line("-", item, depth + 1));
        } else {
            text.append(' ').append(Cell.of(value)).append('\n');
        }
    }

    private static boolean isFlat(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).noneMatch(JsonNode::isContainerNode);
    }
}
