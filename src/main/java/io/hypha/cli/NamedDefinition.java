package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;

/**
 * A definition as it stands in a file.
 *
 * @param pointer where in the file its config is
 */
record NamedDefinition(String id, ObjectNode config, Document document, String pointer) {
    /** The body of a request about it. */
    ObjectNode body() {
        ObjectNode body = RemoteCommand.object().put("id", id);
        body.set("config", config);
        return body;
    }

    /** The same document, its problems with the lines of the file; the runtime's pointers start at the config. */
    JsonNode locate(JsonNode answer) {
        ObjectNode located = answer.deepCopy();
        if (located.path("problems") instanceof ArrayNode problems) {
            problems.forEach(problem -> locate((ObjectNode) problem));
        }
        return located;
    }

    private void locate(ObjectNode problem) {
        Integer line = document.line(pointer + problem.path("pointer").asText());
        if (line != null) {
            problem.put("line", line);
        }
    }
}
