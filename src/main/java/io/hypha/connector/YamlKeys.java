package io.hypha.connector;

/** How keys of Camel's YAML DSL may be written. */
public final class YamlKeys {
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
