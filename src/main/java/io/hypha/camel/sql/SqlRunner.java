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
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs statements. Queries run in a read-only transaction that is rolled back; updates alone, committed by the database;
 * batches in one transaction. Blocks; thread-safe.
 */
final class SqlRunner {
    private static final int FETCH = 100;

    private final Database database;
    private final Cancels cancels;
    private final long maxBytes;
    private final Binder binder;
    private final Procedures procedures;

    SqlRunner(Database database, Cancels cancels, long maxBytes) {
        this.database = database;
        this.cancels = cancels;
        this.maxBytes = maxBytes;
        this.binder = new Binder(database.engine());
        this.procedures = new Procedures(binder, cancels, fetchSize());
    }

    /**
     * @param timeoutMillis for all of it
     * @param metadata told what belongs to the result's metadata
     * @throws io.hypha.execution.ExecutionFailure if there is no connection, or the result is too large
     */
    JsonNode run(SqlCall call, long timeoutMillis, BiConsumer<String, Object> metadata) throws SQLException {
        Deadline deadline = Deadline.in(timeoutMillis);
        try (Connection connection = database.connect()) {
            return run(connection, call, deadline, metadata);
        }
    }

    private JsonNode run(Connection connection, SqlCall call, Deadline deadline, BiConsumer<String, Object> metadata)
            throws SQLException {
        try {
            return switch (call.operation().kind()) {
                case QUERY -> query(connection, call, deadline, metadata);
                case UPDATE -> updateAlone(connection, call, deadline);
                case BATCH -> batch(connection, call, deadline);
                case CALL -> procedures.call(connection, call, deadline, budget(Outcome.UNKNOWN, deadline));
            };
        } finally {
            if (call.operation().isBlock()) {
                database.discard(connection);
            }
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
        try (PreparedStatement statement = connection.prepareStatement(binder.render(operation.text(), values));
                Cancels.Watch unused = cancels.watch(statement, deadline)) {
            statement.setQueryTimeout(deadline.seconds());
            statement.setMaxRows(operation.maxRows() + 1);
            statement.setFetchSize(Math.min(fetchSize(), operation.maxRows() + 1));
            binder.bind(statement, operation.text(), values);
            try (ResultSet result = statement.executeQuery()) {
                Rows rows = Rows.read(result, operation.maxRows(), budget(Outcome.REJECTED, deadline));
                metadata.accept("row_count", rows.rows().size());
                metadata.accept("truncated", rows.truncated());
                metadata.accept("columns", rows.columns());
                return rows.rows();
            }
        }
    }

    /** PostgreSQL's driver reads row by row only within a transaction; what gives no rows may not stand one. */
    private JsonNode updateAlone(Connection connection, SqlCall call, Deadline deadline) throws SQLException {
        if (database.engine() != Engine.POSTGRESQL || !call.operation().givesRows()) {
            return update(connection, call, deadline);
        }
        try (Transaction transaction = Transaction.begin(connection)) {
            JsonNode answer = update(connection, call, deadline);
            transaction.commit();
            return answer;
        }
    }

    private JsonNode update(Connection connection, SqlCall call, Deadline deadline) throws SQLException {
        Operation operation = call.operation();
        try (PreparedStatement statement = prepare(connection, operation, call.values());
                Cancels.Watch unused = cancels.watch(statement, deadline)) {
            statement.setQueryTimeout(deadline.seconds());
            statement.setFetchSize(fetchSize());
            binder.bind(statement, operation.text(), call.values());
            Budget budget = budget(Outcome.UNKNOWN, deadline);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    Rows rows = Rows.readAll(result, operation.maxRows(), budget);
                    return answer.put("affected", rows.count()).set("rows", rows.rows());
                }
            }
            answer.put("affected", Math.max(0, statement.getUpdateCount()));
            if (operation.generatedKeys().isPresent()) {
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    answer.set(
                            "generated_keys",
                            Rows.readAll(keys, operation.maxRows(), budget).rows());
                }
            }
            return answer;
        }
    }

    /** MariaDB's driver takes from its socket what it is asked for, at no cost by the row. */
    private int fetchSize() {
        return database.engine().isMySql() ? 1 : FETCH;
    }

    private Budget budget(Outcome outcome, Deadline deadline) {
        return new Budget(maxBytes, outcome, deadline);
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
        try (Transaction transaction = Transaction.begin(connection);
                PreparedStatement statement = connection.prepareStatement(text.render((name, place) -> 1));
                Cancels.Watch unused = cancels.watch(statement, deadline)) {
            statement.setQueryTimeout(deadline.seconds());
            for (JsonNode row : call.rows()) {
                binder.bindRow(statement, text, row);
                statement.addBatch();
            }
            ObjectNode answer = counts(statement.executeBatch());
            transaction.commit();
            return answer;
        }
    }

    /** A count the driver does not know is null, and so is a sum with it: PostgreSQL's, of inserts rewritten into one. */
    private static ObjectNode counts(int[] counts) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode each = JsonNodeFactory.instance.arrayNode();
        for (int count : counts) {
            each.add(count >= 0 ? JsonNodeFactory.instance.numberNode(count) : JsonNodeFactory.instance.nullNode());
        }
        boolean known = Arrays.stream(counts).allMatch(count -> count >= 0);
        return answer.put(
                        "affected",
                        known ? (Long) Arrays.stream(counts).asLongStream().sum() : null)
                .set("counts", each);
    }
}
