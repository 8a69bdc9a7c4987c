package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.execution.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs statements. Queries run in a read-only transaction that is rolled back; updates alone, committed by the database;
 * batches in one transaction. Blocks; thread-safe.
 */
final class SqlRunner {
    private static final int FETCH = 100;

    private final Database database;
    private final long maxBytes;
    private final Binder binder;
    private final Procedures procedures;

    SqlRunner(Database database, long maxBytes) {
        this.database = database;
        this.maxBytes = maxBytes;
        this.binder = new Binder(database.engine());
        this.procedures = new Procedures(binder);
    }

    /**
     * @param timeoutMillis for all of it
     * @param metadata told what belongs to the result's metadata
     * @throws io.hypha.execution.ExecutionFailure if there is no connection, or the result is too large
     */
    JsonNode run(SqlCall call, long timeoutMillis, BiConsumer<String, Object> metadata) throws SQLException {
        Deadline deadline = Deadline.in(timeoutMillis);
        try (Connection connection = database.connect()) {
            return switch (call.operation().kind()) {
                case QUERY -> query(connection, call, deadline, metadata);
                case UPDATE -> update(connection, call, deadline);
                case BATCH -> batch(connection, call, deadline);
                case CALL -> procedures.call(connection, call, deadline, new Budget(maxBytes, Outcome.UNKNOWN));
            };
        }
    }

    private JsonNode query(Connection connection, SqlCall call, Deadline deadline, BiConsumer<String, Object> metadata)
            throws SQLException {
        try (ReadOnly unused = ReadOnly.begin(connection, database.engine(), database.isReadOnly())) {
            return query(connection, call.operation(), call.values(), deadline, metadata);
        }
    }

    private JsonNode query(
            Connection connection,
            Operation operation,
            JsonNode values,
            Deadline deadline,
            BiConsumer<String, Object> metadata)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(binder.render(operation.text(), values))) {
            statement.setQueryTimeout(deadline.seconds());
            statement.setMaxRows(operation.maxRows() + 1);
            statement.setFetchSize(Math.min(FETCH, operation.maxRows() + 1));
            binder.bind(statement, operation.text(), values);
            try (ResultSet result = statement.executeQuery()) {
                Rows rows = Rows.read(result, operation.maxRows(), new Budget(maxBytes, Outcome.REJECTED));
                metadata.accept("row_count", rows.rows().size());
                metadata.accept("truncated", rows.truncated());
                metadata.accept("columns", rows.columns());
                return rows.rows();
            }
        }
    }

    private JsonNode update(Connection connection, SqlCall call, Deadline deadline) throws SQLException {
        Operation operation = call.operation();
        try (PreparedStatement statement = prepare(connection, operation, call.values())) {
            statement.setQueryTimeout(deadline.seconds());
            binder.bind(statement, operation.text(), call.values());
            Budget budget = new Budget(maxBytes, Outcome.UNKNOWN);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    ArrayNode rows =
                            Rows.read(result, operation.maxRows(), budget).rows();
                    return answer.put("affected", rows.size()).set("rows", rows);
                }
            }
            answer.put("affected", statement.getUpdateCount());
            if (operation.generatedKeys().isPresent()) {
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    answer.set(
                            "generated_keys",
                            Rows.read(keys, operation.maxRows(), budget).rows());
                }
            }
            return answer;
        }
    }

    private PreparedStatement prepare(Connection connection, Operation operation, JsonNode values) throws SQLException {
        String sql = binder.render(operation.text(), values);
        if (operation.generatedKeys().isEmpty()) {
            return connection.prepareStatement(sql);
        }
        List<String> columns = operation.generatedKeys().get();
        return columns.isEmpty()
                ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(sql, columns.toArray(String[]::new));
    }

    private JsonNode batch(Connection connection, SqlCall call, Deadline deadline) throws SQLException {
        SqlText text = call.operation().text();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(text.render((name, place) -> 1))) {
            statement.setQueryTimeout(deadline.seconds());
            for (JsonNode row : call.rows()) {
                binder.bindRow(statement, text, row);
                statement.addBatch();
            }
            ObjectNode answer = counts(statement.executeBatch());
            connection.commit();
            return answer;
        } finally {
            // After a commit there is nothing left to roll back.
            rollback(connection);
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }

    private static ObjectNode counts(int[] counts) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        long total = 0;
        ArrayNode each = JsonNodeFactory.instance.arrayNode();
        for (int count : counts) {
            total += Math.max(0, count);
            each.add(count >= 0 ? JsonNodeFactory.instance.numberNode(count) : JsonNodeFactory.instance.nullNode());
        }
        return answer.put("affected", total).set("counts", each);
    }
}
