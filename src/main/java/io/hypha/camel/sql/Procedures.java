package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Calls procedures: all of their results, and their OUT params. */
final class Procedures {
    private final Binder binder;
    private final Cancels cancels;
    private final int fetchSize;

    Procedures(Binder binder, Cancels cancels, int fetchSize) {
        this.binder = binder;
        this.cancels = cancels;
        this.fetchSize = fetchSize;
    }

    ObjectNode call(Connection connection, SqlCall call, Deadline deadline, Budget budget) throws SQLException {
        Operation operation = call.operation();
        String sql = binder.render(operation.text(), call.values());
        if (operation.out().isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    Cancels.Watch unused = cancels.watch(statement, deadline)) {
                statement.setFetchSize(fetchSize);
                binder.bind(statement, operation.text(), call.values());
                return run(statement, operation, deadline, budget);
            }
        }
        // Not row by row: MariaDB's driver would look for the OUT params among the first rows.
        try (CallableStatement statement = connection.prepareCall(sql);
                Cancels.Watch unused = cancels.watch(statement, deadline)) {
            binder.bind(statement, operation.text(), call.values(), operation.out());
            ObjectNode answer = run(statement, operation, deadline, budget);
            return answer.set("out", out(statement, operation));
        }
    }

    private static ObjectNode run(PreparedStatement statement, Operation operation, Deadline deadline, Budget budget)
            throws SQLException {
        statement.setQueryTimeout(deadline.seconds());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("results");
        int affected = 0;
        boolean rows = statement.execute();
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                results.add(read(statement, operation, budget));
            } else {
                affected += statement.getUpdateCount();
            }
            rows = statement.getMoreResults();
        }
        return answer.put("affected", affected);
    }

    private static JsonNode read(PreparedStatement statement, Operation operation, Budget budget) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            return Rows.readAll(result, operation.maxRows(), budget).rows();
        }
    }

    private static ObjectNode out(CallableStatement statement, Operation operation) throws SQLException {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        int at = 1;
        for (String name : operation.text().params()) {
            if (operation.out().containsKey(name)) {
                out.set(name, value(statement, at, operation.out().get(name)));
            }
            at++;
        }
        return out;
    }

    /** Drivers give a time without its zone unless they are asked. */
    private static JsonNode value(CallableStatement statement, int at, JDBCType type) throws SQLException {
        return type == JDBCType.TIMESTAMP_WITH_TIMEZONE
                ? Values.offset(statement.getObject(at, OffsetDateTime.class))
                : Values.of(statement.getObject(at));
    }
}
