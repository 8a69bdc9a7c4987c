package io.hypha.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What a file is for; in the order in which files are applied at start. */
enum FileKind {
    CONNECTOR,
    INTEGRATIONS,
    ROUTES,
    /** No version of the file could be read. */
    UNKNOWN;

    static boolean isConnector(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".kamelet.yaml") || lower.endsWith(".kamelet.yml");
    }

    /** By content; empty if it is neither. */
    static Optional<FileKind> of(JsonNode root) {
        if (root.isArray()) {
            return Optional.of(ROUTES);
        }
        return root.has("integrations") ? Optional.of(INTEGRATIONS) : Optional.empty();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
