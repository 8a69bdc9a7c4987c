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
    public void process(Exchange exchange) throws SQLException {
        Invocation invocation = HyphaExchange.invocation(exchange);
        SqlCall call = actions.call(invocation);
        // At each attempt anew: a conflict makes the attempt before repeatable, but not this one.
        invocation.repeatable(call.operation().repeatable());
        try {
            JsonNode result = runner.run(call, HyphaExchange.timeoutMillis(exchange), invocation::metadata);
            exchange.getMessage().setBody(result);
        } catch (SQLException e) {
            // The database undid it all, so that even an update may be repeated; a procedure may have committed in
            // between.
            if (call.operation().kind() != Kind.CALL && SqlError.of(e).isConflict()) {
                invocation.repeatable(true);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
