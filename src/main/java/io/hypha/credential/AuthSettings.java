package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * The {@code auth} part of a definition with its secrets resolved. Never printed: {@code toString} shows names only.
 *
 * @param type {@code none basic api_key bearer oauth2}
 */
public record AuthSettings(String type, Map<String, String> credentials) {
    public static final AuthSettings NONE = new AuthSettings("none", Map.of());

    public AuthSettings {
        requireNonNull(type, "type is null");
        credentials = Map.copyOf(credentials);
    }

    public Optional<String> credential(String name) {
        return Optional.ofNullable(credentials.get(name));
    }

    @Override
    public String toString() {
        return "AuthSettings[type=" + type + ", credentials=" + credentials.keySet() + "]";
    }
}
