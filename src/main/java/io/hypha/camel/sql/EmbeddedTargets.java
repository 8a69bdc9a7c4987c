package io.hypha.camel.sql;

import static io.hypha.camel.sql.ConnectionSettings.problem;

import io.hypha.integration.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * H2 and DuckDB, which run within this process and could do to it and its files whatever a statement says. So their files
 * stand in one folder, and statements run without the rights to run code or to read other files.
 */
final class EmbeddedTargets {
    private static final String CALLER = "HYPHA_CALLER";

    private final Path folder;
    private final String callerPassword;

    /**
     * @param folder where database files are; made when the first is
     * @param callerPassword of the H2 user that statements run as
     */
    EmbeddedTargets(Path folder, String callerPassword) {
        this.folder = folder.toAbsolutePath().normalize();
        this.callerPassword = callerPassword;
    }

    Target h2(ConnectionSettings settings, Definition definition) {
        Place place = place(settings, Engine.H2);
        String url = place.file()
                .map(file -> "jdbc:h2:file:" + file)
                .orElseGet(() -> "jdbc:h2:mem:hypha-" + definition.id() + "-" + place.name());
        Properties owner = new Properties();
        owner.putAll(settings.options());
        owner.put("TRACE_LEVEL_FILE", "0");
        owner.put("user", definition.auth().credential("username").orElse("sa"));
        owner.put("password", definition.auth().credential("password").orElse(""));
        return new Target(
                Engine.H2, url, CALLER, callerPassword, Map.of(), Optional.of(() -> openH2(url, owner, place)));
    }

    /** An H2 user with admin rights, as the owner of a database is, can run Java code; the user of statements cannot. */
    private Connection openH2(String url, Properties owner, Place place) throws SQLException {
        makeFolder(place);
        return open(
                url,
                owner,
                "create user if not exists " + CALLER + " password '" + callerPassword + "'",
                "alter user " + CALLER + " set password '" + callerPassword + "'",
                "alter user " + CALLER + " admin false",
                "grant alter any schema to " + CALLER,
                "grant all on schema public to " + CALLER);
    }

    Target duckDb(ConnectionSettings settings, Definition definition) {
        Place place = place(settings, Engine.DUCKDB);
        String url = "jdbc:duckdb:"
                + place.file()
                        .map(Path::toString)
                        .orElseGet(() -> ":memory:hypha-" + definition.id() + "-" + place.name());
        Map<String, String> properties = new HashMap<>(Map.of("memory_limit", "512MB", "temp_directory", ""));
        properties.putAll(settings.options());
        properties.put("enable_external_access", "false");
        // Extensions would come from the network, and secrets would stay in a file of the home folder.
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        properties.put("allow_persistent_secrets", "false");
        if (settings.readOnly() && place.file().isPresent()) {
            properties.put("duckdb.read_only", "true");
        }
        Properties all = new Properties();
        all.putAll(properties);
        return new Target(Engine.DUCKDB, url, null, null, properties, Optional.of(() -> openDuckDb(url, all, place)));
    }

    private Connection openDuckDb(String url, Properties properties, Place place) throws SQLException {
        makeFolder(place);
        return open(url, properties, "set lock_configuration = true");
    }

    private static Connection open(String url, Properties properties, String... statements) throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void makeFolder(Place place) throws SQLException {
        try {
            if (place.file().isPresent()) {
                Files.createDirectories(place.file().get().getParent());
            }
        } catch (IOException e) {
            throw new SQLException("the folder of database files cannot be made: " + e, e);
        }
    }

    /** Where a database is: in a file, or in memory under a name. */
    private record Place(String name, Optional<Path> file) {}

    private Place place(ConnectionSettings settings, Engine engine) {
        String name = settings.url()
                .map(url -> url.base().substring(engine.scheme().length()))
                .or(settings::database)
                .orElse("");
        if (name.startsWith("mem:") || name.startsWith(":memory:") || name.isEmpty()) {
            return new Place(
                    name.replaceFirst("^(mem:|:memory:)", "").replaceAll("[^A-Za-z0-9_]", "_"), Optional.empty());
        }
        return new Place(name, Optional.of(file(settings, name.replaceFirst("^(file:)?(\\./)?", ""))));
    }

    private Path file(ConnectionSettings settings, String name) {
        String pointer = settings.url().isPresent() ? "/connection/url" : "/connection/database";
        Path file = name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
                ? folder.resolve(name).normalize()
                : folder;
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw problem(
                    pointer,
                    "path",
                    "must name a file below " + folder
                            + ", such as 'sales', or nothing for a database" + " in memory: '" + name
                            + "'");
        }
        return file;
    }
}
