package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.TestIntegrations;
import io.hypha.config.Json;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.secret.ValueMasking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;

/** Integrations of the SQL connectors as the runtime runs them, but kept nowhere. */
final class SqlRuntime implements AutoCloseable {
    private static final List<String> CONNECTORS = List.of("postgresql", "mariadb", "mysql", "h2", "duckdb", "jdbc");

    final TestIntegrations integrations;

    SqlRuntime(Path databases) throws Exception {
        this(databases, Optional.empty());
    }

    /** @param urls which other JDBC URLs are allowed than those of servers */
    SqlRuntime(Path databases, Optional<Pattern> urls) throws Exception {
        integrations = new TestIntegrations(
                new DefaultCamelContext(),
                SqlResources.all(databases, urls),
                List.of(new SqlFailures()),
                new ValueMasking(),
                CONNECTORS);
    }

    /** @param yaml a definition */
    void register(String id, String yaml) {
        integrations.register(id, yaml);
    }

    void unregister(String id) {
        integrations.unregister(id);
    }

    /** @param params as JSON */
    ExecutionResult run(String id, String action, String params) {
        ObjectNode document = Json.mapper().createObjectNode().put("action", action);
        document.set("params", json(params));
        return run(id, document);
    }

    ExecutionResult run(String id, ObjectNode document) {
        return TestIntegrations.join(integrations.execute(id, document).orTimeout(60, TimeUnit.SECONDS));
    }

    ExecutionResult sql(String id, String action, String sql, String params) {
        ObjectNode given = Json.mapper().createObjectNode().put("sql", sql);
        given.set("params", json(params));
        ObjectNode document = Json.mapper().createObjectNode().put("action", action);
        document.set("params", given);
        return run(id, document);
    }

    ExecutionResult update(String id, String sql) {
        return sql(id, "update", sql, "{}");
    }

    /** The result of a query. */
    JsonNode rows(String id, String sql, String params) {
        return sql(id, "query", sql, params).result();
    }

    /** The one value of a query's one row. */
    JsonNode value(String id, String expression, String params) {
        return rows(id, "select " + expression + " as v", params)
                .get(0)
                .elements()
                .next();
    }

    ExecutionFailure failure(Runnable call) {
        try {
            call.run();
        } catch (ExecutionFailure e) {
            return e;
        }
        throw new AssertionError("did not fail");
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        integrations.close();
    }
}
