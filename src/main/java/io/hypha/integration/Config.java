package io.hypha.integration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What {@link Integrations} is made of.
 *
 * @param drain how long a replaced deployment may take to finish its calls before it is closed under them
 */
public record Config(
        DefinitionReader reader,
        Deployer deployer,
        Registry registry,
        List<ExecutionListener> listeners,
        Clock clock,
        Duration drain) {
    public Config {
        listeners = List.copyOf(listeners);
    }
}
