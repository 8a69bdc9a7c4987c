package io.hypha.cli;

/** Nobody listens where the runtime should. */
final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(ApiAddress api, Throwable cause) {
        super("cannot reach Hypha at " + api + ". Is it running? Start it with: ./hypha run", cause);
    }
}
