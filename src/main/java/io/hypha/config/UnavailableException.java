package io.hypha.config;

/**
 * Something that Hypha itself needs, such as its database, cannot be used at the moment. The message is for people: what failed, where,
 * and what to do. It is for operators: callers are not told where our own things are.
 */
public class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
