package io.hypha.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Who did what, through which door, to which integration, with what outcome.
 *
 * @param actor the API key's name, a file ({@code file:crm.yaml}), {@code java}, {@code route:ID}, or {@code anonymous}
 * @param action {@code integration.register}, {@code execution}, {@code key.create}, {@code access.denied}, ...
 * @param integration its id; null where none is meant
 * @param outcome {@code success}, or a failure's code
 * @param detail more, without secrets; null if there is nothing to add
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvent(
        @JsonProperty("at") Instant at,
        @JsonProperty("actor") String actor,
        @JsonProperty("door") String door,
        @JsonProperty("action") String action,
        @JsonProperty("integration_id") String integration,
        @JsonProperty("outcome") String outcome,
        @JsonProperty("request_id") String requestId,
        @JsonProperty("detail") String detail) {
    public AuditEvent {
        requireNonNull(at, "at is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(door, "door is null");
        requireNonNull(action, "action is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(requestId, "requestId is null");
    }

    AuditEvent withDetail(String other) {
        return new AuditEvent(at, actor, door, action, integration, outcome, requestId, other);
    }
}
