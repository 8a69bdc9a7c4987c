package io.hypha.camel.sql;

import io.hypha.camel.ResourceFactory;
import io.hypha.integration.Definition;
import io.hypha.integration.DeploymentException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes the processor {@code sql} of an integration, with a pool that starts at the first call. One factory a kind of
 * database: {@code postgresql mariadb mysql h2 duckdb jdbc}. Thread-safe.
 */
public final class SqlResources implements ResourceFactory {
    private final Engine engine;
    private final Targets targets;
    private final Cancels cancels;

    private SqlResources(Engine engine, Targets targets, Cancels cancels) {
        this.engine = engine;
        this.targets = targets;
        this.cancels = cancels;
    }

    /**
     * The factories of all kinds.
     *
     * @param databases the folder in which files of H2 and DuckDB are; made when needed
     * @param urls which JDBC URLs may be used, up to their options, beside those that name a server
     */
    public static List<ResourceFactory> all(Path databases, Optional<Pattern> urls) {
        Targets targets = new Targets(
                new EmbeddedTargets(databases, UUID.randomUUID().toString().replace("-", "")), urls);
        Cancels cancels = new Cancels();
        return Arrays.stream(Engine.values())
                .<ResourceFactory>map(engine -> new SqlResources(engine, targets, cancels))
                .toList();
    }

    @Override
    public String name() {
        return engine.label();
    }

    /** @throws io.hypha.config.InvalidDocumentException if the connection or a declared statement is not acceptable */
    @Override
    public Map<String, Object> create(Definition definition, String key) throws DeploymentException {
        ConnectionSettings settings = ConnectionSettings.read(definition, engine);
        Target target = targets.of(engine, settings, definition);
        requireDriver(target);
        Database database = new Database(target, settings, key);
        SqlActions actions = new SqlActions(definition, target.engine(), settings.readOnly());
        return Map.of(
                "sql",
                new SqlProcessor(actions, new SqlRunner(database, cancels, Targets.maxBytes(definition)), database));
    }

    private static void requireDriver(Target target) throws DeploymentException {
        try {
            DriverManager.getDriver(target.url());
        } catch (SQLException e) {
            throw new DeploymentException(
                    "no JDBC driver on the class path takes " + target.url()
                            + ": put the driver's jar into the lib folder and start Hypha again",
                    e);
        }
    }
}
