package io.hypha.execution;

import static java.util.Objects.requireNonNull;

/**
 * Who asks, for the audit: a name (a key's, or the runtime's own), the door it came through ({@code rest}, {@code java},
 * {@code route}, {@code file}) and the request's id.
 *
 * @param keyId tells keys of the same name apart; null where there is no key
 */
public record Caller(String name, String door, String requestId, String keyId) {
    public Caller {
        requireNonNull(name, "name is null");
        requireNonNull(door, "door is null");
        requireNonNull(requestId, "requestId is null");
    }

    /** One without a key. */
    public Caller(String name, String door, String requestId) {
        this(name, door, requestId, null);
    }
}
