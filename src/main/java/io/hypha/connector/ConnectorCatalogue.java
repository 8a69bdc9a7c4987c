package io.hypha.connector;

import java.util.Collection;
import java.util.Optional;

/** The connectors that can be used now. Thread-safe; changes while the runtime runs. */
public interface ConnectorCatalogue {
    Optional<Connector> find(String name);

    /** All, by name. */
    Collection<Connector> all();
}
