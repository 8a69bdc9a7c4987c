package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A document as read: its tree and, where the text was YAML, the line (from 1) of each RFC 6901 pointer.
 *
 * @param source what people call it: a file's name, or {@code request}
 */
public record Document(JsonNode root, Map<String, Integer> lines, String source) {
    public Document {
        lines = Map.copyOf(lines);
    }

    /** The line of the pointer, or of its nearest ancestor that has one; null if lines are not known. */
    public Integer line(String pointer) {
        String at = pointer;
        while (true) {
            Integer line = lines.get(at);
            if (line != null || at.isEmpty()) {
                return line;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    /** The problems with their lines filled in; {@code prefix} is where in this document their pointers start. */
    public List<Problem> locate(String prefix, List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.withLine(line(prefix + problem.pointer())))
                .toList();
    }
}
