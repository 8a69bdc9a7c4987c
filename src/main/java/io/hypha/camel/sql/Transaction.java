package io.hypha.camel.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Undone when closed, unless it was committed. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private boolean over;

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    static Transaction begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new Transaction(connection);
    }

    void commit() throws SQLException {
        connection.commit();
        over = true;
    }

    @Override
    public void close() throws SQLException {
        if (!over && !connection.isClosed()) {
            connection.rollback();
        }
    }
}
