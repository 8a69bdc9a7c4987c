package io.hypha.integration;

/** Makes a definition executable. The adapter to Camel implements it. */
public interface Deployer {
    /**
     * Builds and starts what the definition needs, beside whatever runs for the same id. All or nothing: where it throws,
     * nothing is left behind.
     *
     * @param before the deployment that this one is to replace; what is known of the same backend goes on, as an open circuit
     *     breaker. Null for a fresh start
     * @throws DeploymentException if it cannot be built; its message is for people and has no secrets
     * @throws io.hypha.config.InvalidDocumentException if the definition says what the connector's schema cannot refuse
     */
    Deployment deploy(Definition definition, long revision, Deployment before) throws DeploymentException;

    /**
     * Finds what is wrong with a definition and no schema can say, without starting anything or contacting a backend. Keeps nothing.
     *
     * @throws DeploymentException if {@link #deploy} would
     * @throws io.hypha.config.InvalidDocumentException if {@link #deploy} would
     */
    default void check(Definition definition) throws DeploymentException {}
}
