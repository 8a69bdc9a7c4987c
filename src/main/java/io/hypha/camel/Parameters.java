package io.hypha.camel;

import io.hypha.integration.Definition;
import io.hypha.resilience.BreakerPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the placeholders in the templates stand for. */
final class Parameters {
    private Parameters() {}

    static Map<String, Object> envelope(Definition definition, String key) {
        BreakerPolicy breaker = definition.resilience().breaker();
        Map<String, Object> parameters = common(definition, key);
        parameters.put("failureRate", Double.toString(breaker.failureRate()));
        parameters.put("window", Integer.toString(breaker.window()));
        parameters.put("minimumCalls", Integer.toString(breaker.minimumCalls()));
        parameters.put("openFor", Long.toString(Math.max(1, breaker.openFor().toSeconds())));
        parameters.put("maxConcurrent", Integer.toString(definition.resilience().maxConcurrent()));
        return parameters;
    }

    static Map<String, Object> connector(Definition definition, String key) {
        Map<String, Object> parameters = common(definition, key);
        if (definition.connector().traits().textual()) {
            definition
                    .parameters()
                    .properties()
                    .forEach(parameter -> parameters.put(
                            parameter.getKey(), parameter.getValue().asText()));
        }
        return parameters;
    }

    private static Map<String, Object> common(Definition definition, String key) {
        return common(
                definition.id(),
                definition.connector().name(),
                key,
                definition.resilience().timeout());
    }

    /** What every template may name, among it what Camel gives to Kamelets. */
    static Map<String, Object> common(String id, String connector, String key, Duration timeout) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("hyphaId", id);
        parameters.put("hyphaKey", key);
        parameters.put("hyphaTimeout", Long.toString(timeout.toMillis()));
        parameters.put("templateId", connector);
        parameters.put("routeId", key + "-connector");
        return parameters;
    }
}
