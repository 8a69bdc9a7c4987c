package io.hypha.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a second runtime off a PostgreSQL's tables. It is the server's lock (an advisory one, of the schema), held by the session of
 * a connection that is kept for it, and so is gone with the process. Thread-safe.
 */
final class WriterLock {
    private static final String TAKE =
            "SELECT pg_try_advisory_lock(hashtext('hypha'), hashtext(coalesce(current_schema(), '')))";

    /** So that the server misses a machine that vanished within a minute, not within hours. */
    private static final String KEEP_ALIVE =
            "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3";

    /** For the server to see that the one before has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int ANSWER_SECONDS = 5;

    private final HikariDataSource pool;
    private final String name;
    private Connection holder;

    WriterLock(HikariDataSource pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /** @throws StoreException if another one has it for some seconds more */
    void take() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isHeld()) {
            if (System.nanoTime() > end) {
                throw taken();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /**
     * To be asked before each write: takes it again where the connection was lost.
     *
     * @throws StoreException if another one took it meanwhile
     */
    void demand() {
        if (!isHeld()) {
            throw taken();
        }
    }

    private synchronized boolean isHeld() {
        try {
            if (holder != null && holder.isValid(ANSWER_SECONDS)) {
                return true;
            }
            release();
            holder = pool.getConnection();
            boolean held = lock(holder);
            if (!held) {
                release();
            }
            return held;
        } catch (SQLException e) {
            release();
            throw Failures.explain("lock the database", name, e);
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            keepAlive(statement);
            try (ResultSet row = statement.executeQuery(TAKE)) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void keepAlive(Statement statement) {
        try {
            statement.execute(KEEP_ALIVE);
        } catch (SQLException e) {
            // Some servers' systems know no such setting; they have their own.
            return;
        }
    }

    /** Its session must not live on in the pool, as it might hold the lock still. */
    private void release() {
        if (holder != null) {
            pool.evictConnection(holder);
            holder = null;
        }
    }

    private StoreException taken() {
        return new StoreException("The database (" + name + ") is in use by another Hypha. Stop that one, or give this"
                + " one a database or a schema of its own (hypha.store.url)");
    }
}
