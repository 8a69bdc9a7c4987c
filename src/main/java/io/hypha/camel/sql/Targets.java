package io.hypha.camel.sql;

import static io.hypha.camel.sql.ConnectionSettings.problem;

import io.hypha.integration.Definition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the database that a definition means. */
final class Targets {
    /** Values are mostly shorter on the wire than as JSON; this is for what surrounds them. */
    private static final long HEADROOM = 1L << 20;

    private final EmbeddedTargets embedded;
    private final Optional<Pattern> urls;

    /** @param urls those that are allowed though they name no server */
    Targets(EmbeddedTargets embedded, Optional<Pattern> urls) {
        this.embedded = embedded;
        this.urls = urls;
    }

    /** @param connector the engine of the definition's connector; {@link Engine#JDBC} takes any URL */
    Target of(Engine connector, ConnectionSettings settings, Definition definition) {
        Engine engine = settings.url().map(url -> engine(connector, url)).orElse(connector);
        return switch (engine) {
            case H2 -> embedded.h2(settings, definition);
            case DUCKDB -> embedded.duckDb(settings, definition);
            default -> server(engine, settings, definition);
        };
    }

    private static Engine engine(Engine connector, JdbcUrl url) {
        Engine engine = Engine.ofUrl(url.base()).orElse(Engine.JDBC);
        boolean same = engine == connector || (engine.isMySql() && connector.isMySql());
        if (connector != Engine.JDBC && !same) {
            throw problem(
                    "/connection/url",
                    "engine",
                    "must begin with " + connector.scheme() + ", or use the connector '" + engine.label() + "'");
        }
        return engine;
    }

    private Target server(Engine engine, ConnectionSettings settings, Definition definition) {
        settings.url().filter(url -> !isAllowed(url)).ifPresent(JdbcUrl::requireServer);
        if (settings.url().isEmpty() && engine == Engine.JDBC) {
            throw problem("/connection", "required", "'url' is missing: jdbc:NAME://HOST:PORT/DATABASE");
        }
        String url = settings.url().map(JdbcUrl::base).orElseGet(() -> url(engine, settings));
        Map<String, String> properties = new HashMap<>(settings.options());
        properties.putAll(always(engine, definition));
        if (engine == Engine.POSTGRESQL
                && properties.getOrDefault("sslmode", "").startsWith("verify")) {
            // The driver's own default is a file in the home folder.
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return new Target(
                engine,
                engine == Engine.MYSQL
                        ? Engine.MARIADB.scheme()
                                + url.substring(Engine.MYSQL.scheme().length())
                        : url,
                definition.auth().credential("username").orElse(null),
                definition.auth().credential("password").orElse(null),
                properties,
                Optional.empty());
    }

    private boolean isAllowed(JdbcUrl url) {
        return urls.filter(pattern -> pattern.matcher(url.base()).matches()).isPresent();
    }

    static long maxBytes(Definition definition) {
        return definition.parameters().path("max_bytes").asLong(10L << 20);
    }

    private static String url(Engine engine, ConnectionSettings settings) {
        String database =
                settings.database().orElseThrow(() -> problem("/connection", "required", "'database' is missing"));
        if (database.indexOf('/') >= 0) {
            throw problem("/connection/database", "pattern", "must be the database's name alone: '" + database + "'");
        }
        return engine.scheme() + "//" + settings.host() + ":" + settings.port() + "/" + database;
    }

    /** What no definition may change. Sockets time out after statements do: only a lost connection gets that far. */
    private static Map<String, String> always(Engine engine, Definition definition) {
        Duration timeout = definition.resilience().timeout();
        long socketSeconds = timeout.toSeconds() + 5;
        long connectSeconds = Math.min(10, Math.max(1, timeout.toSeconds()));
        return switch (engine) {
            case POSTGRESQL ->
                Map.of(
                        "ApplicationName",
                        "hypha " + definition.id(),
                        "maxResultBuffer",
                        Long.toString(2 * maxBytes(definition) + HEADROOM),
                        "stringtype",
                        "unspecified",
                        "escapeSyntaxCallMode",
                        "callIfNoReturn",
                        "tcpKeepAlive",
                        "true",
                        "connectTimeout",
                        Long.toString(connectSeconds),
                        "loginTimeout",
                        Long.toString(connectSeconds),
                        "socketTimeout",
                        Long.toString(socketSeconds));
            case MARIADB, MYSQL ->
                Map.of(
                        "allowLocalInfile", "false",
                        "connectTimeout", Long.toString(connectSeconds * 1000),
                        "socketTimeout", Long.toString(socketSeconds * 1000));
            default -> Map.of();
        };
    }
}
