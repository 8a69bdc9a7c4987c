package io.hypha.connector;

import java.util.Set;

/** Keys of Camel's YAML DSL: how they may be written, and which of them name endpoints. */
public final class YamlKeys {
    /** Whose values are the URIs of endpoints, or expressions that make one. */
    public static final Set<String> ENDPOINTS = Set.of(
            "uri",
            "from",
            "to",
            "toD",
            "wireTap",
            "poll",
            "enrich",
            "pollEnrich",
            "recipientList",
            "routingSlip",
            "dynamicRouter",
            "deadLetterUri",
            "afterUri");

    private YamlKeys() {}

    /** Camel takes {@code route-template} for {@code routeTemplate}. */
    public static String camelCase(String key) {
        StringBuilder text = new StringBuilder();
        for (String word : key.split("-", -1)) {
            boolean first = text.isEmpty() || word.isEmpty();
            text.append(first ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }
}
