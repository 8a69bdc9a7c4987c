package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Calls procedures: all of their results, and their OUT params. */
final class Procedures {
    private final Binder binder;

    Procedures(Binder binder) {
        this.binder = binder;
    }

    ObjectNode call(Connection connection, SqlCall call, Deadline deadline, Budget budget) throws SQLException {
        Operation operation = call.operation();
        String sql = binder.render(operation.text(), call.values());
        if (operation.out().isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binder.bind(statement, operation.text(), call.values());
                return run(statement, operation, deadline, budget);
            }
        }
        try (CallableStatement statement = connection.prepareCall(sql)) {
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
            return Rows.read(result, operation.maxRows(), budget).rows();
        }
    }

    private static ObjectNode out(CallableStatement statement, Operation operation) throws SQLException {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        int at = 1;
        for (String name : operation.text().params()) {
            if (operation.out().containsKey(name)) {
                out.set(name, Values.of(statement.getObject(at)));
            }
            at++;
        }
        return out;
    }
}
