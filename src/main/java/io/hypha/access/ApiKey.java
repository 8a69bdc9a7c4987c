package io.hypha.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Set;

/**
 * An API key as it is kept: never the key itself, only its SHA-256 (a key has 256 random bits, so no slow hash is needed).
 *
 * @param integrations ids it is limited to; empty is all
 * @param actions actions it may execute; empty is all
 * @param expiresAt null is never
 * @param revokedAt null while it is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        @JsonProperty("id") String id,
        @JsonProperty("name") String name,
        @JsonIgnore String hash,
        @JsonProperty("role") Role role,
        @JsonProperty("integrations") Set<String> integrations,
        @JsonProperty("actions") Set<String> actions,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("revoked_at") Instant revokedAt) {
    public ApiKey {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(hash, "hash is null");
        requireNonNull(role, "role is null");
        integrations = Set.copyOf(integrations);
        actions = Set.copyOf(actions);
    }

    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    ApiKey withHash(String newHash) {
        return new ApiKey(id, name, newHash, role, integrations, actions, createdAt, expiresAt, revokedAt);
    }

    ApiKey revoked(Instant at) {
        return new ApiKey(id, name, hash, role, integrations, actions, createdAt, expiresAt, at);
    }

    /** Without the hash: a key that a person chose could be guessed from it. */
    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + name + ", " + role.label() + "]";
    }
}
