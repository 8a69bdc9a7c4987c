package io.hypha.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Document;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.Owner;
import java.nio.charset.StandardCharsets;

/** A complete file, as read. */
record FileContent(Owner owner, FileKind kind, String text, Document document) {
    /** @throws InvalidDocumentException if it is no YAML, or not of a kind that we know */
    static FileContent of(Owner owner, byte[] bytes, boolean config) {
        Document document = Documents.yaml(bytes, owner.name());
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (config && text.isBlank()) {
            String message = "the file is empty: delete it, or write 'integrations: {}' where there are none";
            throw new InvalidDocumentException(Problem.of("", "kind", message));
        }
        return new FileContent(owner, config ? FileKind.INTEGRATIONS : kind(document), text, document);
    }

    private static FileKind kind(Document document) {
        if (FileKind.isConnector(document.source())) {
            return FileKind.CONNECTOR;
        }
        return FileKind.of(document.root()).orElseThrow(() -> {
            JsonNode root = document.root();
            String message = root.isNull()
                    ? "the file is empty: delete it, or give it a list of Camel routes or a map with 'integrations:'"
                    : "must be a list of Camel routes, or a map with 'integrations:'; connectors are named *.kamelet.yaml";
            return new InvalidDocumentException(Problem.of("", "kind", message).withLine(document.line("")));
        });
    }
}
