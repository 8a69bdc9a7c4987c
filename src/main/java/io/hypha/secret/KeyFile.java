package io.hypha.secret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hypha.config.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/**
 * The data keys as they are kept, each encrypted with the key that is derived from the master password.
 *
 * @param salt of the derivation, in base64
 * @param iterations of the derivation
 * @param keys oldest first
 */
record KeyFile(
        @JsonProperty("salt") String salt,
        @JsonProperty("iterations") int iterations,
        @JsonProperty("keys") List<Key> keys) {
    static final String NAME = "keys.json";

    private static final int SHORTEST_SALT = 16;
    private static final int MOST_ITERATIONS = 10_000_000;

    KeyFile {
        if (decode(salt, "salt").length < SHORTEST_SALT) {
            throw new IllegalArgumentException("salt must have at least " + SHORTEST_SALT + " bytes");
        }
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("iterations must be from 1 to " + MOST_ITERATIONS + ": " + iterations);
        }
        keys = List.copyOf(requireNonNull(keys, "keys is null"));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys must not be empty");
        }
    }

    byte[] saltBytes() {
        return decode(salt, "salt");
    }

    /**
     * One data key.
     *
     * @param createdAt ISO 8601, for people
     * @param key encrypted, in base64
     */
    record Key(
            @JsonProperty("id") int id, @JsonProperty("created_at") String createdAt, @JsonProperty("key") String key) {
        Key {
            requireNonNull(createdAt, "created_at is null");
            decode(key, "key");
        }

        byte[] keyBytes() {
            return decode(key, "key");
        }
    }

    static KeyFile parse(byte[] json) throws IOException {
        return Json.mapper().readValue(json, KeyFile.class);
    }

    byte[] json() throws IOException {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String base64, String name) {
        return Base64.getDecoder().decode(requireNonNull(base64, name + " is null"));
    }
}
