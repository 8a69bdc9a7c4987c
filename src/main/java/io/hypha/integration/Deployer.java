package io.hypha.integration;

/** Makes a definition executable. The adapter to Camel implements it. */
public interface Deployer {
    /**
     * Builds and starts what the definition needs, beside whatever runs for the same id. All or nothing: where it throws,
     * nothing is left behind.
     *
     * @throws DeploymentException if it cannot be built; its message is for people and has no secrets
     */
    Deployment deploy(Definition definition, long revision) throws DeploymentException;
}
