package io.hypha.camel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hypha.execution.ExecutionFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One database with its pool, which is made when the first call comes: an integration that nobody calls costs no thread and
 * no connection. Thread-safe.
 */
final class Database implements AutoCloseable {
    private static final long IDLE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Target target;
    private final ConnectionSettings settings;
    private final String key;
    private HikariDataSource pool;
    private Connection keeper;
    private boolean closed;

    Database(Target target, ConnectionSettings settings, String key) {
        this.target = target;
        this.settings = settings;
        this.key = key;
    }

    Engine engine() {
        return target.engine();
    }

    boolean isReadOnly() {
        return settings.readOnly();
    }

    /** @throws ExecutionFailure if there is no connection to be had; then nothing was sent */
    Connection connect() {
        HikariDataSource from = null;
        try {
            from = pool();
            return from.getConnection();
        } catch (SQLException e) {
            throw ConnectFailures.of(e, from != null && isBusy(from), settings);
        }
    }

    /** Closes the connection when it comes back, for nobody knows what is left in its session. */
    synchronized void discard(Connection connection) {
        if (pool != null) {
            pool.evictConnection(connection);
        }
    }

    private boolean isBusy(HikariDataSource from) {
        return from.getHikariPoolMXBean().getActiveConnections() >= settings.poolSize();
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) {
            throw new SQLException("the integration was removed meanwhile");
        }
        if (pool == null) {
            if (target.keeper().isPresent() && keeper == null) {
                keeper = target.keeper().get().open();
            }
            pool = new HikariDataSource(config());
        }
        return pool;
    }

    private HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setPoolName(key);
        config.setJdbcUrl(target.url());
        config.setUsername(target.username());
        config.setPassword(target.password());
        target.properties().forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(settings.maxWait().toMillis());
        config.setValidationTimeout(Math.max(250, settings.maxWait().toMillis() / 2));
        if (settings.readOnly()) {
            readOnly(config);
        }
        // A database that is down now is found when it is back; the pool need not be made again.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Sessions that the server keeps from writing, whatever statement gets there. */
    private void readOnly(HikariConfig config) {
        if (target.engine() == Engine.POSTGRESQL) {
            config.setConnectionInitSql("set session characteristics as transaction read only");
        } else if (target.engine().isMySql()) {
            config.setConnectionInitSql("set session transaction read only");
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        if (pool != null) {
            pool.close();
        }
        if (keeper != null) {
            keeper.close();
        }
    }
}
