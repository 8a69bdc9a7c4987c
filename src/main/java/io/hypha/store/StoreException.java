package io.hypha.store;

import io.hypha.config.UnavailableException;

/** The database cannot be opened, read or written. The message is for people: what failed, where, and what to do. */
public final class StoreException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        this(message, null);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
