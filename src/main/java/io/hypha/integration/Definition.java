package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.connector.Connector;
import io.hypha.credential.AuthSettings;
import io.hypha.resilience.ResiliencePolicy;
import java.util.List;
import java.util.Map;

/**
 * A checked definition, ready to deploy: its secrets are resolved. Lives only in memory and is never printed.
 *
 * @param parameters the connector's parameters, with defaults filled in and secrets resolved
 * @param operations the declared operations, by name
 * @param config the document as its owner wrote it
 * @param secrets the resolved secrets, masked until the definition is released
 */
public record Definition(
        String id,
        Connector connector,
        ObjectNode parameters,
        Map<String, JsonNode> operations,
        AuthSettings auth,
        ResiliencePolicy resilience,
        ObjectNode config,
        List<String> secrets) {
    public Definition {
        requireNonNull(id, "id is null");
        requireNonNull(connector, "connector is null");
        requireNonNull(parameters, "parameters is null");
        requireNonNull(auth, "auth is null");
        requireNonNull(resilience, "resilience is null");
        requireNonNull(config, "config is null");
        operations = Map.copyOf(operations);
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Definition[" + id + ", " + connector.name() + "]";
    }
}
