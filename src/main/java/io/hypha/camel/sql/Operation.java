package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A statement and how to run it.
 *
 * @param maxRows most rows of a result
 * @param retryAlways true if its author says that doing it twice is harmless
 * @param givesRows true if it may, an update for one with {@code returning}
 * @param isBlock true of code, which may commit in between and leave the session in any state
 * @param out types of the OUT params of a procedure
 * @param generatedKeys none to ask for no generated keys; an empty list for those that the database chooses
 */
record Operation(
        Kind kind,
        SqlText text,
        int maxRows,
        boolean retryAlways,
        boolean givesRows,
        boolean isBlock,
        Map<String, JDBCType> out,
        Optional<List<String>> generatedKeys) {
    Operation {
        out = Map.copyOf(out);
    }

    /**
     * @param spec what a definition declares, or the params of one of the actions that every database has
     * @throws IllegalArgumentException if the statement cannot be read or is refused, or an OUT type is unknown
     */
    static Operation parse(JsonNode spec, String sql, Kind kind, Engine engine, int maxRows) {
        Map<String, JDBCType> out = out(spec.path("out"));
        SqlText.requireLength(sql);
        String statement = StatementRules.require(sql, kind, engine);
        return new Operation(
                kind,
                SqlText.parse(out.isEmpty() ? statement : escaped(statement), engine),
                spec.path("max_rows").asInt(maxRows),
                spec.path("retry").asText().equals("always"),
                StatementRules.givesRows(statement, engine),
                StatementRules.isBlock(statement, engine),
                out,
                keys(spec.path("generated_keys")));
    }

    /** True if a database with transactions keeps nothing of it when it fails. */
    boolean allOrNothing() {
        return kind != Kind.CALL && !isBlock;
    }

    boolean repeatable() {
        return kind == Kind.QUERY || retryAlways;
    }

    /** JDBC's escape, in which every driver knows a procedure with OUT params. */
    private static String escaped(String sql) {
        String call = sql.strip();
        return call.startsWith("{") ? call : "{" + call + "}";
    }

    private static Map<String, JDBCType> out(JsonNode node) {
        Map<String, JDBCType> types = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        field -> types.put(field.getKey(), type(field.getValue().asText())));
        return types;
    }

    private static JDBCType type(String name) {
        try {
            return JDBCType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no JDBC type: use one like integer, bigint, varchar, numeric, timestamp", e);
        }
    }

    private static Optional<List<String>> keys(JsonNode node) {
        if (!node.isArray()) {
            return node.asBoolean() ? Optional.of(List.of()) : Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        node.forEach(column -> columns.add(column.asText()));
        return Optional.of(columns);
    }
}
