package io.hypha.camel.sql;

import static io.hypha.camel.sql.ConnectionSettings.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be asked of one integration: its declared statements, and {@code query update batch call} with any. Thread-safe. */
final class SqlActions {
    private final Engine engine;
    private final int maxRows;
    private final boolean readOnly;
    private final Map<String, Operation> declared = new HashMap<>();

    /** @throws io.hypha.config.InvalidDocumentException if a declared statement cannot be read */
    SqlActions(Definition definition, Engine engine, boolean readOnly) {
        this.engine = engine;
        this.maxRows = definition.parameters().path("max_rows").asInt(1000);
        this.readOnly = readOnly;
        definition.operations().forEach((name, spec) -> declared.put(name, declaration("/operations/" + name, spec)));
    }

    private Operation declaration(String pointer, JsonNode spec) {
        try {
            String sql = spec.path("statement").asText();
            Kind kind = Kind.parse(spec.path("kind").asText()).orElseGet(() -> Kind.guess(sql, engine));
            if (readOnly && kind != Kind.QUERY) {
                throw problem(pointer, "read_only", "a read-only connection runs only queries: " + kind.label());
            }
            return Operation.parse(spec, sql, kind, engine, maxRows);
        } catch (IllegalArgumentException e) {
            throw problem(pointer + "/statement", "statement", e.getMessage());
        }
    }

    /** @throws io.hypha.execution.ExecutionFailure if the params are not those of the statement */
    SqlCall call(Invocation invocation) {
        Operation operation = declared.get(invocation.action());
        JsonNode params = invocation.params();
        if (operation != null) {
            return call(operation, params, "/params", params);
        }
        return call(
                adHoc(Kind.parse(invocation.action()).orElseThrow(), params),
                params,
                "/params/params",
                params.path("params"));
    }

    private Operation adHoc(Kind kind, JsonNode params) {
        if (readOnly && kind != Kind.QUERY) {
            throw InvalidParams.of("", "read_only", "the connection is read-only: it runs only queries");
        }
        int rows = params.path("max_rows").asInt(maxRows);
        if (rows < 1 || rows > maxRows) {
            throw InvalidParams.of("/params/max_rows", "range", "must be from 1 to " + maxRows + ": " + rows);
        }
        try {
            return Operation.parse(params, params.path("sql").asText(), kind, engine, maxRows);
        } catch (IllegalArgumentException e) {
            throw InvalidParams.of("/params/sql", "statement", e.getMessage());
        }
    }

    private static SqlCall call(Operation operation, JsonNode params, String pointer, JsonNode values) {
        if (operation.kind() == Kind.BATCH) {
            return new SqlCall(operation, rows(operation, params.path("rows")));
        }
        check(operation, pointer, values);
        return new SqlCall(operation, List.of(values));
    }

    private static List<JsonNode> rows(Operation operation, JsonNode rows) {
        List<JsonNode> checked = new ArrayList<>();
        for (JsonNode row : rows) {
            check(operation, "/params/rows/" + checked.size(), row);
            checked.add(row);
        }
        if (checked.isEmpty()) {
            throw InvalidParams.of("/params/rows", "required", "a batch needs 'rows', an array of at least one object");
        }
        return checked;
    }

    private static void check(Operation operation, String pointer, JsonNode values) {
        InvalidParams.check(pointer, operation.text().names(), operation.out().keySet(), values);
    }
}
