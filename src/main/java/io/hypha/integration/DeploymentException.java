package io.hypha.integration;

/** A definition that is well-formed, but out of which nothing that runs can be built. */
public final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
