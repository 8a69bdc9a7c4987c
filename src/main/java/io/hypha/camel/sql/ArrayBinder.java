package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Gives JSON arrays to databases that have arrays, or JSON. */
final class ArrayBinder {
    private final Engine engine;

    ArrayBinder(Engine engine) {
        this.engine = engine;
    }

    static boolean isScalars(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode element : value) {
            if (element.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    void bind(PreparedStatement statement, int at, JsonNode value) throws SQLException {
        if (!isScalars(value)) {
            statement.setString(at, value.toString());
        } else if (engine.arrays() == Engine.ArraySyntax.LITERAL) {
            literal(statement, at, value);
        } else {
            statement.setArray(at, statement.getConnection().createArrayOf(type(value), elements(value)));
        }
    }

    /** The server says what it expects here: JSON, or an array of whatever it be. */
    private static void literal(PreparedStatement statement, int at, JsonNode value) throws SQLException {
        String type = statement.getParameterMetaData().getParameterTypeName(at);
        if ("json".equals(type) || "jsonb".equals(type)) {
            statement.setString(at, value.toString());
            return;
        }
        Object[] texts = new Object[value.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.get(i).isNull() ? null : value.get(i).asText();
        }
        String literal = statement.getConnection().createArrayOf("text", texts).toString();
        statement.setObject(at, literal, Types.OTHER);
    }

    private static String type(JsonNode value) {
        String type = null;
        for (JsonNode element : value) {
            String own = elementType(element);
            if (own != null) {
                type = type == null || type.equals(own) ? own : wider(type, own);
            }
        }
        return type == null ? "VARCHAR" : type;
    }

    private static String elementType(JsonNode element) {
        return switch (element.getNodeType()) {
            case BOOLEAN -> "BOOLEAN";
            case NUMBER -> element.isIntegralNumber() && element.canConvertToLong() ? "BIGINT" : "DOUBLE";
            case NULL -> null;
            default -> "VARCHAR";
        };
    }

    private static String wider(String one, String other) {
        boolean numbers = !"VARCHAR BOOLEAN".contains(one) && !"VARCHAR BOOLEAN".contains(other);
        return numbers ? "DOUBLE" : "VARCHAR";
    }

    private static Object[] elements(JsonNode value) {
        String type = type(value);
        Object[] elements = new Object[value.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element(type, value.get(i));
        }
        return elements;
    }

    private static Object element(String type, JsonNode element) {
        if (element.isNull()) {
            return null;
        }
        return switch (type) {
            case "BOOLEAN" -> element.booleanValue();
            case "BIGINT" -> element.longValue();
            case "DOUBLE" -> element.doubleValue();
            default -> element.asText();
        };
    }
}
