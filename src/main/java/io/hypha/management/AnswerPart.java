package io.hypha.management;

import java.util.Set;

/** Parts of answers by whose they are: what is Hypha's own is never masked, what came from elsewhere may hold secrets. */
enum AnswerPart {
    /** Objects that Hypha makes. Their names are known, and so are the fields that hold words, names and times of ours. */
    OWN,
    /** Definitions, and schemas of them: the names are part of the language, as are words that choose from a list. */
    DOCUMENT,
    /** What Hypha tells of a result. */
    METADATA,
    /** Trees of somebody else. */
    FOREIGN,
    /** Paths and methods of the API. */
    INDEX;

    private static final Set<String> OWN_WORDS = Set.of(
            // what things are called; ids and names were checked when they were given
            "id",
            "name",
            "integration_id",
            "execution_id",
            "request_id",
            "instance",
            "action",
            "actions",
            "integrations",
            "provides",
            "routes",
            "path",
            "file",
            "next",
            "actor",
            "owner",
            // what Hypha says of them
            "type",
            "title",
            "connector",
            "family",
            "kind",
            "state",
            "desired_state",
            "health",
            "status",
            "circuit_breaker",
            "code",
            "outcome",
            "source",
            "rule",
            "pointer",
            "suggestion",
            "door",
            "role",
            "version",
            "java_version",
            "camel_version",
            "openapi",
            "documentation",
            // when
            "at",
            "since",
            "created_at",
            "updated_at",
            "expires_at",
            "revoked_at",
            "started_at",
            "last_execution",
            "last_success",
            // an API key just made: the one answer that has to show it
            "key");

    private static final Set<String> DOCUMENT_WORDS = Set.of(
            "type", "engine", "protocol", "broker", "service", "method", "format", "pattern", "enum", "required");

    boolean ownsNames() {
        return this != FOREIGN;
    }

    boolean ownsNumbers() {
        return this == OWN || this == INDEX;
    }

    /** Whether a field of that name holds words of ours. */
    boolean ownsWord(String name) {
        return switch (this) {
            case OWN -> OWN_WORDS.contains(name);
            case DOCUMENT -> DOCUMENT_WORDS.contains(name);
            case METADATA, FOREIGN -> false;
            case INDEX -> true;
        };
    }

    /** What the field of that name is. */
    AnswerPart at(String name) {
        return switch (this) {
            case OWN -> ofOwn(name);
            case METADATA -> FOREIGN;
            default -> this;
        };
    }

    private static AnswerPart ofOwn(String name) {
        return switch (name) {
            case "result", "backend_body" -> FOREIGN;
            case "metadata" -> METADATA;
            case "config", "parameters", "operations", "params" -> DOCUMENT;
            case "calls" -> INDEX;
            default -> OWN;
        };
    }
}
