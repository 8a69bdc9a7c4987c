package io.hypha.integration;

import static java.util.Objects.requireNonNull;

/** A management call that cannot be done as asked; the message says why and what to do. */
public final class IntegrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** No such integration. */
        NOT_FOUND,
        /** Registering an id that is taken. */
        EXISTS,
        /** Somebody else owns the id. */
        OWNED_ELSEWHERE,
        /** {@code If-Match} names a revision that is not the current one. */
        WRONG_REVISION,
        /** The definition is well-formed but nothing can be built from it. */
        NOT_DEPLOYABLE,
        /** The runtime is stopping. */
        UNAVAILABLE
    }

    private final Reason reason;

    public IntegrationException(Reason reason, String message) {
        this(reason, message, null);
    }

    public IntegrationException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason is null");
    }

    public Reason reason() {
        return reason;
    }
}
