package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.Map;

/** Gives JSON values to the params of a prepared statement. Stateless. */
final class Binder {
    private static final int MOST_DIGITS = 1000;

    private final Engine engine;
    private final ArrayBinder arrays;

    Binder(Engine engine) {
        this.engine = engine;
        this.arrays = new ArrayBinder(engine);
    }

    /** The statement's text for these values. */
    String render(SqlText text, JsonNode values) {
        return text.render((name, place) ->
                isList(name, place, values.path(name)) ? values.get(name).size() : 1);
    }

    void bind(PreparedStatement statement, SqlText text, JsonNode values) throws SQLException {
        int at = 1;
        for (int i = 0; i < text.params().size(); i++) {
            at = bind(statement, at, text.params().get(i), text.places().get(i), values);
        }
    }

    /** Binds one param, or as many as its array has elements; returns the position after. */
    private int bind(PreparedStatement statement, int at, String name, Place place, JsonNode values)
            throws SQLException {
        JsonNode value = values.path(name);
        if (!isList(name, place, value)) {
            bind(statement, at, name, value);
            return at + 1;
        }
        int next = at;
        for (JsonNode element : value) {
            bind(statement, next++, name, element);
        }
        return next;
    }

    /** A row of a batch, whose rows share one text: a list has no place there. */
    void bindRow(PreparedStatement statement, SqlText text, JsonNode values) throws SQLException {
        for (int i = 0; i < text.params().size(); i++) {
            String name = text.params().get(i);
            if (isList(name, text.places().get(i), values.path(name))) {
                throw InvalidParams.of(
                        "/params/rows", "type", "the param '" + name + "' of a batch must not be an array");
            }
        }
        bind(statement, text, values);
    }

    /** As {@link #bind}; OUT params are registered, and those with a value go in, too. */
    void bind(CallableStatement statement, SqlText text, JsonNode values, Map<String, JDBCType> out)
            throws SQLException {
        int at = 1;
        for (int i = 0; i < text.params().size(); i++) {
            String name = text.params().get(i);
            if (out.containsKey(name)) {
                statement.registerOutParameter(at, out.get(name).getVendorTypeNumber());
            }
            boolean in = !out.containsKey(name) || values.has(name);
            at = in ? bind(statement, at, name, text.places().get(i), values) : at + 1;
        }
    }

    private boolean isList(String name, Place place, JsonNode value) {
        if (!ArrayBinder.isScalars(value)) {
            return false;
        }
        if (place == Place.WITHIN_LIST) {
            throw InvalidParams.of(
                    "/params/" + name,
                    "type",
                    "an array in 'in (...)' must stand alone, without a cast: in (:" + name + ")");
        }
        return place == Place.LIST || engine.arrays() == Engine.ArraySyntax.LIST;
    }

    private void bind(PreparedStatement statement, int at, String name, JsonNode value) throws SQLException {
        switch (value.getNodeType()) {
            case STRING -> statement.setString(at, value.textValue());
            case BOOLEAN -> statement.setBoolean(at, value.booleanValue());
            case NUMBER -> number(statement, at, name, value);
            case ARRAY -> arrays.bind(statement, at, value);
            case OBJECT -> object(statement, at, name, value);
            case BINARY -> statement.setString(at, value.asText());
            default -> statement.setNull(at, Types.NULL);
        }
    }

    /** The narrowest type: functions and indexes are found by it. */
    private static void number(PreparedStatement statement, int at, String name, JsonNode value) throws SQLException {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            statement.setInt(at, value.intValue());
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            statement.setLong(at, value.longValue());
        } else {
            statement.setBigDecimal(at, decimal(name, value));
        }
    }

    /** 1e1000000000 is ten characters of JSON, but a gigabyte of digits. */
    private static BigDecimal decimal(String name, JsonNode value) {
        boolean finite = (!value.isDouble() && !value.isFloat()) || Double.isFinite(value.doubleValue());
        BigDecimal decimal = finite ? value.decimalValue() : null;
        if (decimal == null || decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS) {
            throw InvalidParams.of("/params/" + name, "range", "a number has at most " + MOST_DIGITS + " digits");
        }
        return decimal;
    }

    private static void object(PreparedStatement statement, int at, String name, JsonNode value) throws SQLException {
        JsonNode base64 = value.path("base64");
        if (value.size() != 1 || !base64.isTextual()) {
            statement.setString(at, value.toString());
            return;
        }
        try {
            statement.setBytes(at, Base64.getDecoder().decode(base64.textValue()));
        } catch (IllegalArgumentException e) {
            throw InvalidParams.of("/params/" + name + "/base64", "base64", "is not base64: " + e.getMessage());
        }
    }
}
