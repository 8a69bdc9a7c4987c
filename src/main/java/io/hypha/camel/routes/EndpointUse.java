package io.hypha.camel.routes;

import org.apache.camel.Endpoint;

/** Knows which endpoints integrations use, whose routes are not among those of the context. Thread-safe. */
public interface EndpointUse {
    /** Runs the removal unless an integration uses the endpoint; meanwhile none begins to. */
    void unlessUsed(Endpoint endpoint, Runnable removal);
}
