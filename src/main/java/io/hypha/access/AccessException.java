package io.hypha.access;

import static java.util.Objects.requireNonNull;

/**
 * Access that is not given, or a change of keys that cannot be made; the message says why and what to do.
 *
 * <p>Has no stack trace: it is an answer, and anybody may ask for it any number of times.
 */
public final class AccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** No key, or none that is good. */
        UNAUTHENTICATED,
        /** The key may not do this. */
        FORBIDDEN,
        /** No such key. */
        NOT_FOUND,
        /** The keys as they are do not allow it. */
        CONFLICT,
        /** What was asked for makes no sense. */
        INVALID
    }

    private final Reason reason;

    public AccessException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = requireNonNull(reason, "reason is null");
    }

    /** For a call without a good key. Does not tell whether the key is unknown, expired or revoked. */
    public static AccessException unauthenticated() {
        return new AccessException(
                Reason.UNAUTHENTICATED,
                "Send a valid API key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'."
                        + " An administrator makes keys; the first one is in the file admin.key of the data folder");
    }

    public Reason reason() {
        return reason;
    }
}
