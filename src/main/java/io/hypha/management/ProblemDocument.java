package io.hypha.management;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.access.Principal;
import io.hypha.config.Problem;
import io.hypha.execution.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What a failed request is answered with (RFC 9457).
 *
 * @param outcome of executions only: whether the backend may have acted on the call
 * @param headers for the response beside the document
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String outcome,
        boolean safeToRetry,
        Long retryAfterMs,
        String executionId,
        List<Problem> problems,
        Integer backendStatus,
        JsonNode backendBody,
        String instance,
        String requestId,
        @JsonIgnore Map<String, String> headers) {

    private ProblemDocument(ProblemType type) {
        this(
                "/docs/problems#" + type.code(),
                type.title(),
                type.status(),
                type.advice(),
                type.code(),
                null,
                true,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                Map.of());
    }

    static Builder of(ProblemType type) {
        return new Builder(new ProblemDocument(type));
    }

    static ProblemDocument of(ProblemType type, String detail) {
        return of(type).detail(detail).build();
    }

    /** The same, of this occurrence. */
    ProblemDocument at(String newInstance, String newRequestId) {
        Builder copy = new Builder(this);
        copy.instance = newInstance;
        copy.requestId = newRequestId;
        return copy.build();
    }

    /** The same, of an execution; one without an outcome was refused before anything was sent. */
    ProblemDocument ofExecution(String id) {
        Builder copy = new Builder(this);
        copy.executionId = id;
        copy.outcome = outcome == null ? Outcome.NOT_SENT.label() : outcome;
        return copy.build();
    }

    /** The same, without the closest id where that may be one that the key must not learn of. */
    ProblemDocument seenBy(Principal principal, String integration) {
        boolean tells = code.equals(ProblemType.INTEGRATION_NOT_FOUND.code())
                && !principal.integrations().isEmpty();
        return tells
                ? new Builder(this)
                        .detail("there is no integration '" + integration
                                + "'; GET /api/v1/integrations lists those that the key is good for")
                        .build()
                : this;
    }

    /** Collects what is known; everything but the type may be left out. */
    static final class Builder {
        private final ProblemDocument base;
        private String detail;
        private String outcome;
        private boolean safeToRetry;
        private Long retryAfterMs;
        private String executionId;
        private List<Problem> problems;
        private Integer backendStatus;
        private JsonNode backendBody;
        private String instance;
        private String requestId;
        private Map<String, String> headers;

        private Builder(ProblemDocument base) {
            this.base = base;
            this.detail = base.detail;
            this.outcome = base.outcome;
            this.safeToRetry = base.safeToRetry;
            this.retryAfterMs = base.retryAfterMs;
            this.executionId = base.executionId;
            this.problems = base.problems;
            this.backendStatus = base.backendStatus;
            this.backendBody = base.backendBody;
            this.instance = base.instance;
            this.requestId = base.requestId;
            this.headers = base.headers;
        }

        Builder detail(String text) {
            this.detail = text;
            return this;
        }

        Builder outcome(String label, boolean safe) {
            this.outcome = label;
            this.safeToRetry = safe;
            return this;
        }

        Builder unsafe() {
            this.safeToRetry = false;
            return this;
        }

        Builder retryAfterMs(Long millis) {
            this.retryAfterMs = millis;
            return this;
        }

        Builder problems(List<Problem> found) {
            this.problems = found;
            return this;
        }

        Builder backend(Integer status, JsonNode body) {
            this.backendStatus = status;
            this.backendBody = body;
            return this;
        }

        Builder header(String name, String value) {
            this.headers = Map.of(name, value);
            return this;
        }

        ProblemDocument build() {
            return new ProblemDocument(
                    base.type,
                    base.title,
                    base.status,
                    detail,
                    base.code,
                    outcome,
                    safeToRetry,
                    retryAfterMs,
                    executionId,
                    problems,
                    backendStatus,
                    backendBody,
                    instance,
                    requestId,
                    headers);
        }
    }
}
