package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.CamelDeployer;
import io.hypha.camel.Connectors;
import io.hypha.camel.Pools;
import io.hypha.config.Documents;
import io.hypha.config.Json;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.Config;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.DesiredState;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import io.hypha.integration.Registration;
import io.hypha.integration.Registry;
import io.hypha.secret.ValueMasking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Integrations of the SQL connectors as the runtime runs them, but kept nowhere. */
final class SqlRuntime implements AutoCloseable {
    private static final List<String> CONNECTORS = List.of("postgresql", "mariadb", "mysql", "h2", "duckdb", "jdbc");

    private final CamelContext context = new DefaultCamelContext();
    private final Pools pools = new Pools(16);
    final Integrations integrations;

    SqlRuntime(Path databases) throws Exception {
        Connectors connectors = new Connectors(context);
        context.disableJMX();
        CamelDeployer deployer = new CamelDeployer(
                context,
                connectors,
                SqlResources.all(databases),
                List.of(new SqlFailures()),
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        integrations = new Integrations(new Config(
                new DefinitionReader(connectors, (pointer, text) -> text, new ValueMasking()),
                deployer,
                new NoRegistry(),
                List.of(),
                Clock.systemUTC(),
                Duration.ofSeconds(5)));
        context.start();
        for (String name : CONNECTORS) {
            Path file = Path.of("routes/connectors", name + ".kamelet.yaml");
            connectors.load(file.toString(), Files.readString(file));
        }
    }

    /** @param yaml a definition */
    void register(String id, String yaml) {
        ObjectNode config = (ObjectNode)
                Documents.yaml(yaml.getBytes(StandardCharsets.UTF_8), "test").root();
        await(() -> integrations
                .put(id, config, Owner.API, null)
                .toCompletableFuture()
                .get());
    }

    void unregister(String id) {
        await(() -> integrations
                .unregister(id, Owner.API, null)
                .toCompletableFuture()
                .get());
    }

    /** @param params as JSON */
    ExecutionResult run(String id, String action, String params) {
        ObjectNode document = Json.mapper().createObjectNode().put("action", action);
        document.set("params", json(params));
        return run(id, document);
    }

    ExecutionResult run(String id, ObjectNode document) {
        ExecutionRequest request =
                new ExecutionRequest("exec_test", id, document, new Caller("tester", "java", "request-1"));
        try {
            return integrations
                    .execute(request)
                    .toCompletableFuture()
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
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
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private interface Step {
        Object run() throws Exception;
    }

    private static void await(Step step) {
        try {
            step.run();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        integrations.close();
        context.stop();
        pools.close();
    }

    private static final class NoRegistry implements Registry {
        @Override
        public List<Registration> all() {
            return List.of();
        }

        @Override
        public void save(Registration registration) {}

        @Override
        public void desire(String id, DesiredState desired) {}

        @Override
        public void delete(String id) {}
    }
}
