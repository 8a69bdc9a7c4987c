package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import java.util.List;
import picocli.CommandLine.Option;

/** The {@code -f} of commands that take definitions: an {@code integrations:} map of any size, or one {@code {id, config}}. */
final class DefinitionFile {
    private static final String INTEGRATIONS = "integrations";
    private static final String ID = "id";
    private static final String CONFIG = "config";

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description =
                    "YAML or JSON file with a map 'integrations', or with one 'id' and 'config'; - is standard input.")
    String name;

    /** @throws InvalidDocumentException if it holds no definitions */
    List<NamedDefinition> read(Terminal terminal) {
        Document document = InputFile.read(name, terminal);
        JsonNode root = document.root();
        if (root.isNull() || (root.size() == 1 && root.path(INTEGRATIONS).isNull())) {
            // As config.yaml is where everything in it is a comment.
            return List.of();
        }
        if (root.path(INTEGRATIONS).isObject() && root.size() == 1) {
            return root.path(INTEGRATIONS).properties().stream()
                    .map(entry -> definition(document, entry.getKey(), entry.getValue(), pointer(entry.getKey())))
                    .toList();
        }
        if (root.path(ID).isTextual() && root.has(CONFIG) && root.size() == 2) {
            return List.of(definition(document, root.path(ID).asText(), root.path(CONFIG), "/" + CONFIG));
        }
        throw invalid(document, "", "must have a map 'integrations' and nothing else, or an 'id' and a 'config'");
    }

    private static NamedDefinition definition(Document document, String id, JsonNode config, String pointer) {
        if (config instanceof ObjectNode object) {
            return new NamedDefinition(id, object, document, pointer);
        }
        throw invalid(document, pointer, "must be a map");
    }

    private static InvalidDocumentException invalid(Document document, String pointer, String message) {
        return new InvalidDocumentException(document.locate("", List.of(Problem.of(pointer, "type", message))));
    }

    private static String pointer(String id) {
        return Pointers.child("/" + INTEGRATIONS, id);
    }
}
