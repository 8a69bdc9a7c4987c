package io.hypha.connector;

import java.util.Collection;
import java.util.Optional;

/** The connectors that can be used now. Thread-safe; changes while the runtime runs. */
public interface ConnectorCatalogue {
    Optional<Connector> find(String name);

    /** All, by name. */
    Collection<Connector> all();

    /** What this would be if that connector had taken the place of its namesake. */
    default ConnectorCatalogue with(Connector next) {
        ConnectorCatalogue before = this;
        return new ConnectorCatalogue() {
            @Override
            public Optional<Connector> find(String name) {
                return name.equals(next.name()) ? Optional.of(next) : before.find(name);
            }

            @Override
            public Collection<Connector> all() {
                return before.all().stream()
                        .map(each -> each.name().equals(next.name()) ? next : each)
                        .toList();
            }
        };
    }
}
