package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Durations;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.Definition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a definition says under {@code connection}, checked again here: a connector file's schema may be looser than ours.
 *
 * @param options of the driver; only those that the connector's schema lists
 * @param maxWait for a connection, at most
 */
record ConnectionSettings(
        String host,
        int port,
        Optional<String> database,
        Optional<JdbcUrl> url,
        Map<String, String> options,
        int poolSize,
        Duration maxWait,
        boolean readOnly) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.$/-]{0,199}");
    private static final Set<String> LOGIN = Set.of("user", "username", "password", "pwd", "uid");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    static ConnectionSettings read(Definition definition, Engine engine) {
        JsonNode connection = definition.parameters().path("connection");
        Optional<JdbcUrl> url = text(connection, "url").map(JdbcUrl::parse);
        String host = connection.path("host").asText("localhost");
        require("/connection/host", HOST, host, "a host name, an IPv4 address, or an IPv6 address in brackets");
        Optional<String> database = text(connection, "database");
        database.ifPresent(name -> require(
                "/connection/database",
                DATABASE,
                name,
                "a name of letters, digits and _ . $ - /, as the database has it"));
        return new ConnectionSettings(
                host,
                connection.path("port").asInt(engine.port()),
                database,
                url,
                options(definition, connection, url),
                connection.path("pool_size").asInt(10),
                maxWait(connection, definition.resilience().timeout()),
                connection.path("read_only").asBoolean());
    }

    private static Optional<String> text(JsonNode connection, String name) {
        return Optional.ofNullable(connection.path(name).asText(null));
    }

    /** By default half an attempt at most, so that the statement has its time too. */
    private static Duration maxWait(JsonNode connection, Duration timeout) {
        if (connection.has("max_wait")) {
            Duration asked = duration(connection.get("max_wait").asText());
            return asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked;
        }
        Duration half = timeout.dividedBy(2);
        Duration wait = half.compareTo(LONGEST_WAIT) < 0 ? half : LONGEST_WAIT;
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw problem("/connection/max_wait", "duration", e.getMessage());
        }
    }

    private static Map<String, String> options(Definition definition, JsonNode connection, Optional<JdbcUrl> url) {
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> allowed = allowed(definition);
        url.ifPresent(given ->
                given.options().forEach((name, value) -> put(options, allowed, "/connection/url", name, value)));
        connection
                .path("options")
                .properties()
                .forEach(option -> put(
                        options,
                        allowed,
                        "/connection/options/" + option.getKey(),
                        option.getKey(),
                        option.getValue().asText()));
        return options;
    }

    /** The names in the connector's schema, by their lower-case spelling. */
    private static Map<String, String> allowed(Definition definition) {
        Map<String, String> allowed = new TreeMap<>();
        definition
                .connector()
                .parameters()
                .at("/properties/connection/properties/options/properties")
                .fieldNames()
                .forEachRemaining(name -> allowed.put(name.toLowerCase(Locale.ROOT), name));
        return allowed;
    }

    private static void put(
            Map<String, String> options, Map<String, String> allowed, String pointer, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (LOGIN.contains(lower)) {
            throw problem(pointer, "credentials", "'" + name + "' is no option: user and password belong under auth");
        }
        if (!allowed.containsKey(lower)) {
            Set<String> names = new TreeSet<>(allowed.values());
            throw new InvalidDocumentException(Problem.of(
                            pointer,
                            "option",
                            "the option '" + name + "' is not allowed: some options read files or run code. Allowed: "
                                    + String.join(", ", names))
                    .withClosest(name, names));
        }
        if (value.chars().anyMatch(Character::isISOControl) || value.length() > 1000) {
            throw problem(pointer, "option", "the value of '" + name + "' has control characters or is too long");
        }
        options.put(allowed.get(lower), value);
    }

    private static void require(String pointer, Pattern pattern, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw problem(pointer, "pattern", "must be " + rule + ": '" + value + "'");
        }
    }

    static InvalidDocumentException problem(String pointer, String rule, String message) {
        return new InvalidDocumentException(Problem.of(pointer, rule, message));
    }
}
