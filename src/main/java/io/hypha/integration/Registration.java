package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What the registry keeps of an integration.
 *
 * @param config the definition as its owner wrote it; the registry encrypts it at rest
 * @param revision from 1; one more at each change of the config
 */
public record Registration(
        String id,
        ObjectNode config,
        Owner owner,
        DesiredState desired,
        long revision,
        Instant createdAt,
        Instant updatedAt) {
    public Registration {
        requireNonNull(id, "id is null");
        requireNonNull(config, "config is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(desired, "desired is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(updatedAt, "updatedAt is null");
    }
}
