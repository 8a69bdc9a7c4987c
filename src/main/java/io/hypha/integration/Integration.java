package io.hypha.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An integration as its users may see it: secrets in its config are masked.
 *
 * @param problem why it does not run; null where it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Integration(
        @JsonProperty("id") String id,
        @JsonProperty("connector") String connector,
        @JsonProperty("state") State state,
        @JsonProperty("desired_state") DesiredState desired,
        @JsonProperty("revision") long revision,
        @JsonProperty("owner") String owner,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("problem") String problem,
        @JsonProperty("config") ObjectNode config) {}
