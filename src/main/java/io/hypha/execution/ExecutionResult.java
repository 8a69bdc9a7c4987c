package io.hypha.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a successful call gave. Failed calls throw {@link ExecutionFailure} instead. */
public record ExecutionResult(
        @JsonProperty("execution_id") String executionId,
        @JsonProperty("integration_id") String integrationId,
        @JsonProperty("action") String action,
        @JsonProperty("outcome") String outcome,
        @JsonProperty("result") JsonNode result,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("duration_ms") long durationMs,
        @JsonProperty("source") Source source,
        @JsonProperty("metadata") Map<String, Object> metadata) {}
