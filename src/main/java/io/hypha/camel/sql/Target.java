package io.hypha.camel.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Which database, and how to log in. Never printed: {@code toString} shows the URL, which has neither credentials nor options.
 *
 * @param properties of the driver
 * @param keeper for databases within this process
 */
record Target(
        Engine engine,
        String url,
        String username,
        String password,
        Map<String, String> properties,
        Optional<Keeper> keeper) {
    /** Opens the connection that keeps a database of this process alive, and takes rights away from all others. */
    interface Keeper {
        Connection open() throws SQLException;
    }

    Target {
        requireNonNull(engine, "engine is null");
        requireNonNull(url, "url is null");
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "Target[" + url + "]";
    }
}
