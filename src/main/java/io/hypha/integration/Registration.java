package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What the registry keeps of an integration.
 *
 * @param config the definition as its owner wrote it; the registry encrypts it at rest
 * @param revision from 1; one more at each change of the config
 * @param unreadable why the kept config cannot be read; null where it can. Then the config is empty, and all that can be done is to
 *     replace or to remove it
 */
public record Registration(
        String id,
        ObjectNode config,
        Owner owner,
        DesiredState desired,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        String unreadable) {
    public Registration {
        requireNonNull(id, "id is null");
        requireNonNull(config, "config is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(desired, "desired is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(updatedAt, "updatedAt is null");
    }

    public Registration(
            String id,
            ObjectNode config,
            Owner owner,
            DesiredState desired,
            long revision,
            Instant createdAt,
            Instant updatedAt) {
        this(id, config, owner, desired, revision, createdAt, updatedAt, null);
    }

    Registration desired(DesiredState changed) {
        return new Registration(id, config, owner, changed, revision, createdAt, updatedAt, unreadable);
    }

    /** The next revision, with this config. */
    Registration next(ObjectNode changed, Owner by, Instant at) {
        return new Registration(id, changed, by, desired, revision + 1, createdAt, at);
    }
}
