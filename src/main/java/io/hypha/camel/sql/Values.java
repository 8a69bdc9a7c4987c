package io.hypha.camel.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.postgresql.util.PGobject;

/** JSON of what JDBC drivers give for a value. What JSON cannot say exactly becomes text. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MOST_ZEROS = 20_000;

    private Values() {}

    static JsonNode of(Object value) throws SQLException {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (value instanceof byte[] bytes) {
            return bytes(bytes);
        }
        if (value instanceof org.duckdb.JsonNode json) {
            return json(json.toString());
        }
        if (value instanceof Blob blob) {
            return bytes(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof PGobject object && object.getType().startsWith("json")) {
            return json(object.getValue());
        }
        JsonNode time = time(value);
        return time == null ? container(value) : time;
    }

    private static JsonNode container(Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            return array((Object[]) array.getArray());
        }
        if (value instanceof Object[] elements) {
            return array(elements);
        }
        if (value instanceof DuckDBStruct struct) {
            return object(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return NODES.textNode(value.toString());
    }

    private static ArrayNode array(Object[] elements) throws SQLException {
        ArrayNode array = NODES.arrayNode(elements.length);
        for (Object element : elements) {
            array.add(of(element));
        }
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) throws SQLException {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            object.set(String.valueOf(entry.getKey()), of(entry.getValue()));
        }
        return object;
    }

    private static JsonNode time(Object value) {
        if (value instanceof OffsetDateTime instant) {
            return offset(instant);
        }
        if (value instanceof Timestamp timestamp) {
            return local(timestamp.toLocalDateTime());
        }
        return value instanceof LocalDateTime local ? local(local) : null;
    }

    private static JsonNode local(LocalDateTime value) {
        return NODES.textNode(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value));
    }

    static JsonNode offset(OffsetDateTime value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)) {
            return NODES.textNode(value.equals(OffsetDateTime.MAX) ? "infinity" : "-infinity");
        }
        return NODES.textNode(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }

    static JsonNode text(String value) {
        return value == null ? NODES.nullNode() : NODES.textNode(value);
    }

    static JsonNode bytes(byte[] value) {
        return value == null
                ? NODES.nullNode()
                : NODES.textNode(Base64.getEncoder().encodeToString(value));
    }

    /** An exact number, or the text where it is none: NaN, infinities. */
    static JsonNode decimal(String value) {
        if (value == null) {
            return NODES.nullNode();
        }
        try {
            return number(new BigDecimal(value));
        } catch (NumberFormatException e) {
            return NODES.textNode(value);
        }
    }

    /** The tree of a JSON text; the text itself where our parser's limits refuse it. */
    static JsonNode json(String value) {
        if (value == null) {
            return NODES.nullNode();
        }
        try {
            return Json.mapper().readTree(value);
        } catch (JsonProcessingException e) {
            return NODES.textNode(value);
        }
    }

    /** 1E+9999999 is ten characters, but ten megabytes of digits. */
    private static JsonNode decimal(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MOST_ZEROS) {
            return NODES.textNode(value.toString());
        }
        return NODES.numberNode(value.scale() < 0 ? value.setScale(0) : value);
    }

    private static JsonNode number(Number value) {
        if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        if (value instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        }
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(value.doubleValue())
                    ? NODES.numberNode(new BigDecimal(value.toString()))
                    : NODES.textNode(value.toString());
        }
        return NODES.numberNode(value.longValue());
    }
}
