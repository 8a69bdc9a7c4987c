package io.hypha.camel;

import io.hypha.integration.Definition;
import io.hypha.integration.DeploymentException;
import java.util.Map;

/**
 * The Java part of connectors: what is made before the routes of an integration are built, and closed after they are removed.
 * A connector file names the factory in its annotation {@code hypha.io/resources}.
 *
 * <p>The objects are bound in Camel's registry as {@code {{hyphaKey}}.NAME}; a template refers to one as
 * {@code "#bean:{{hyphaKey}}.dataSource"}. They carry what must not travel through endpoint URIs: secrets and whatever
 * a definition's author could use to inject options.
 */
public interface ResourceFactory {
    /** As in {@code hypha.io/resources}. */
    String name();

    /**
     * Makes the objects, by name; those that are {@link AutoCloseable} are closed with the deployment. Must not contact the
     * backend: an integration whose backend is down deploys all the same.
     *
     * @param key the deployment's key, {@code my_integration@7}
     * @throws io.hypha.config.InvalidDocumentException if the definition says what the connector's schema cannot refuse
     */
    Map<String, Object> create(Definition definition, String key) throws DeploymentException;
}
