package io.hypha.integration;

import io.hypha.secret.Masking;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What {@link Integrations} is made of.
 *
 * @param masking takes secrets out of what is kept of failures: a secret that is replaced is known no more
 * @param drain how long a replaced deployment may take to finish its calls before it is closed under them
 */
public record Config(
        DefinitionReader reader,
        Deployer deployer,
        Registry registry,
        List<ExecutionListener> listeners,
        Masking masking,
        Clock clock,
        Duration drain) {
    public Config {
        listeners = List.copyOf(listeners);
    }
}
