package io.hypha.integration;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Whose an integration is: only its owner may change or remove it, so that a file and a REST client never fight over an id.
 *
 * @param kind {@code api}, {@code file} or {@code config}
 * @param name the file's path under the routes folder, or the configuration file's; empty for {@code api}
 */
public record Owner(String kind, String name) {
    /** Registered over REST, the CLI or in Java. */
    public static final Owner API = new Owner("api", "");

    /** What owners look like as text, and what is asked for when all of a kind are meant. */
    public static final Pattern PATTERN = Pattern.compile("(api|file|config)(:.+)?");

    public Owner {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }

    public static Owner file(String path) {
        return new Owner("file", path);
    }

    public static Owner config(String path) {
        return new Owner("config", path);
    }

    /** For people: {@code the API}, {@code the file crm.yaml}. */
    public String describe() {
        return switch (kind) {
            case "api" -> "the API";
            case "config" -> "the configuration file " + name;
            default -> "the file " + name;
        };
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind : kind + ":" + name;
    }

    /** Reads what {@link #toString} wrote. */
    public static Owner parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Owner(text, "") : new Owner(text.substring(0, colon), text.substring(colon + 1));
    }
}
