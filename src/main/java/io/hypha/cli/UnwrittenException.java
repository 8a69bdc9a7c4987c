package io.hypha.cli;

/** What was to be shown, and cannot be had again, did not get to standard output. */
final class UnwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenException(String message) {
        super(message);
    }
}
