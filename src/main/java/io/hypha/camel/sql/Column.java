package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

/** How a column is read; chosen once for all rows, by its JDBC type and the database's own name for it. */
interface Column {
    /** Types whose Java objects say less than their text, or need classes that are not there. */
    Set<String> TEXTS =
            Set.of("uuid", "bit", "varbit", "money", "refcursor", "interval", "geometry", "point", "timetz", "xml");

    JsonNode read(ResultSet rows, int at, Budget budget) throws SQLException;

    static Column of(ResultSetMetaData columns, int at) throws SQLException {
        String name = columns.getColumnTypeName(at).toLowerCase(Locale.ROOT);
        if (name.equals("json") || name.equals("jsonb")) {
            return (rows, i, budget) -> Values.json(rows.getString(i));
        }
        if (name.equals("timestamptz")) {
            return Column::instant;
        }
        return TEXTS.contains(name) ? Column::text : of(columns.getColumnType(at), columns);
    }

    private static Column of(int type, ResultSetMetaData columns) {
        return switch (type) {
            case Types.TIMESTAMP_WITH_TIMEZONE -> Column::instant;
            case Types.TIMESTAMP -> Column::timestamp;
            case Types.NUMERIC, Types.DECIMAL -> (rows, i, budget) -> Values.decimal(rows.getString(i));
            // JAVA_OBJECT by its bytes: getObject would deserialize whatever a statement made it of.
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.JAVA_OBJECT ->
                (rows, i, budget) -> Values.bytes(rows.getBytes(i));
            case Types.BLOB -> Column::blob;
            case Types.CLOB, Types.NCLOB -> Column::clob;
            case Types.ARRAY -> Column::array;
            case Types.OTHER -> isH2(columns) ? Column::text : Column::object;
            case Types.BIT,
                    Types.BOOLEAN,
                    Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.STRUCT -> Column::object;
            default -> Column::text;
        };
    }

    /** H2's ROW would be a result set, its JSON bytes; their texts are what people expect. */
    private static boolean isH2(ResultSetMetaData columns) {
        return columns.getClass().getName().startsWith("org.h2.");
    }

    private static JsonNode text(ResultSet rows, int at, Budget budget) throws SQLException {
        return Values.text(rows.getString(at));
    }

    private static JsonNode object(ResultSet rows, int at, Budget budget) throws SQLException {
        return Values.of(rows.getObject(at));
    }

    private static JsonNode instant(ResultSet rows, int at, Budget budget) throws SQLException {
        return Values.offset(rows.getObject(at, OffsetDateTime.class));
    }

    /** ISO 8601 of the database's own text, which also has what java.time cannot say: infinity, 0000-00-00. */
    private static JsonNode timestamp(ResultSet rows, int at, Budget budget) throws SQLException {
        String text = rows.getString(at);
        if (text == null) {
            return Values.text(null);
        }
        String iso = text.replaceFirst(" ", "T");
        return Values.text(iso.endsWith(".0") ? iso.substring(0, iso.length() - 2) : iso);
    }

    private static JsonNode blob(ResultSet rows, int at, Budget budget) throws SQLException {
        Blob blob = rows.getBlob(at);
        if (blob == null) {
            return Values.text(null);
        }
        budget.require(blob.length());
        return Values.bytes(rows.getBytes(at));
    }

    private static JsonNode clob(ResultSet rows, int at, Budget budget) throws SQLException {
        Clob clob = rows.getClob(at);
        if (clob == null) {
            return Values.text(null);
        }
        budget.require(clob.length());
        return Values.text(rows.getString(at));
    }

    /** Element by element as a column, so that elements are what columns of their type are. */
    private static JsonNode array(ResultSet rows, int at, Budget budget) throws SQLException {
        Array array = rows.getArray(at);
        if (array == null) {
            return Values.text(null);
        }
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        try (ResultSet inner = array.getResultSet()) {
            Column column = of(inner.getMetaData(), 2);
            while (inner.next()) {
                elements.add(column.read(inner, 2, budget));
            }
            return elements;
        } catch (SQLFeatureNotSupportedException e) {
            return Values.of(array);
        }
    }
}
