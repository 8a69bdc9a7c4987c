package io.hypha.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of an integration. The document is the caller's data as it came: usually {@code {"action": ..., "params": {...}}}.
 */
public record ExecutionRequest(String executionId, String integrationId, JsonNode document, Caller caller) {
    public ExecutionRequest {
        requireNonNull(executionId, "executionId is null");
        requireNonNull(integrationId, "integrationId is null");
        requireNonNull(document, "document is null");
        requireNonNull(caller, "caller is null");
    }

    /** The action as the caller wrote it, or the empty string if the document names none. */
    public String action() {
        return document.path("action").asText("");
    }
}
