package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.camel.HyphaExchange;
import io.hypha.execution.Invocation;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step of the SQL connectors: runs the invocation's statement and leaves its result in the body. */
final class SqlProcessor implements Processor, AutoCloseable {
    private final SqlActions actions;
    private final SqlRunner runner;
    private final Database database;

    SqlProcessor(SqlActions actions, SqlRunner runner, Database database) {
        this.actions = actions;
        this.runner = runner;
        this.database = database;
    }

    @Override
    public void process(Exchange exchange) {
        Invocation invocation = HyphaExchange.invocation(exchange);
        SqlCall call = actions.call(invocation);
        // At each attempt anew: a conflict makes the attempt before repeatable, but not this one.
        invocation.repeatable(call.operation().repeatable());
        try {
            JsonNode result = runner.run(call, HyphaExchange.timeoutMillis(exchange), invocation::metadata);
            exchange.getMessage().setBody(result);
        } catch (SQLException e) {
            boolean conflict = SqlError.of(e).isConflict();
            // The database undid it all, so that even an update may be repeated.
            if (conflict && call.operation().allOrNothing()) {
                invocation.repeatable(true);
            }
            throw SqlFailures.of(e, isUndone(call.operation(), conflict));
        }
    }

    /** Of MySQL's tables some know no transactions; those know no conflicts either. */
    private boolean isUndone(Operation operation, boolean conflict) {
        boolean transactional = !database.engine().isMySql() || conflict || operation.kind() == Kind.QUERY;
        return operation.allOrNothing() && transactional;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
