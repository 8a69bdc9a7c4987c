package io.hypha.camel.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;

/** A connection that refuses changes while this is open; where the database cannot refuse them, closing undoes them. */
final class ReadOnly implements AutoCloseable {
    private final Connection connection;
    private final boolean session;

    private ReadOnly(Connection connection, boolean session) {
        this.connection = connection;
        this.session = session;
    }

    /** @param always true if the connection is read-only anyway, and stays so */
    static ReadOnly begin(Connection connection, Engine engine, boolean always) throws SQLException {
        if (engine.isMySql() && always) {
            return new ReadOnly(connection, false);
        }
        if (engine.isMySql()) {
            // A statement of data definition would end a transaction that is read-only, and then run.
            execute(connection, "set session transaction read only");
            return new ReadOnly(connection, true);
        }
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // To JDBC it is no more than a hint, and some drivers do not take it, or not once they are connected
            // (SQLite's).
            if (engine != Engine.JDBC && !(e instanceof SQLFeatureNotSupportedException)) {
                throw e;
            }
            connection.clearWarnings();
        }
        connection.setAutoCommit(false);
        return new ReadOnly(connection, false);
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (session) {
            execute(connection, "set session transaction read write");
        } else if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
