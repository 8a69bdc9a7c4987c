package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;

/** The runtime said no, or nothing that can be understood. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode problem;

    /** @param problem the document (RFC 9457) the runtime answered with */
    ApiException(JsonNode problem) {
        super(problem.path("title").asText("the call failed"));
        this.problem = problem;
    }

    ApiException(String detail) {
        this(Json.mapper().createObjectNode().put("title", "No answer").put("detail", detail));
    }

    JsonNode problem() {
        return problem;
    }

    String code() {
        return problem.path("code").asText();
    }
}
