package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A result as JSON.
 *
 * @param rows an object each
 * @param truncated true if there were more rows than asked for
 * @param columns name and type of each, as the database calls it
 * @param count of all rows that were seen, also of those cut off
 */
record Rows(ArrayNode rows, boolean truncated, ArrayNode columns, long count) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Around a name and a value: quotes, colon, comma. */
    private static final int PUNCTUATION = 6;

    static Rows read(ResultSet result, int maxRows, Budget budget) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        List<String> labels = labels(data);
        List<Column> readers = new ArrayList<>();
        ArrayNode columns = NODES.arrayNode();
        for (int i = 1; i <= labels.size(); i++) {
            readers.add(Column.of(data, i));
            columns.addObject()
                    .put("name", labels.get(i - 1))
                    .put("type", data.getColumnTypeName(i).toLowerCase(Locale.ROOT));
        }
        ArrayNode rows = NODES.arrayNode();
        while (rows.size() < maxRows && result.next()) {
            budget.requireTime();
            rows.add(row(result, labels, readers, budget));
        }
        boolean truncated = rows.size() == maxRows && result.next();
        return new Rows(rows, truncated, columns, truncated ? rows.size() + 1 : rows.size());
    }

    /** As {@link #read}, but goes to the end, as a database may change a row only when it is asked for it. */
    static Rows readAll(ResultSet result, int maxRows, Budget budget) throws SQLException {
        Rows rows = read(result, maxRows, budget);
        long count = rows.count();
        while (rows.truncated() && result.next()) {
            budget.requireTime();
            count++;
        }
        return new Rows(rows.rows(), rows.truncated(), rows.columns(), count);
    }

    private static ObjectNode row(ResultSet result, List<String> labels, List<Column> readers, Budget budget)
            throws SQLException {
        ObjectNode row = NODES.objectNode();
        for (int i = 0; i < readers.size(); i++) {
            JsonNode value = readers.get(i).read(result, i + 1, budget);
            budget.take(labels.get(i).length() + PUNCTUATION + size(value));
            row.set(labels.get(i), value);
        }
        return row;
    }

    private static long size(JsonNode value) {
        if (!value.isContainerNode()) {
            return value.asText().length();
        }
        long size = 2;
        for (JsonNode child : value) {
            size += size(child) + 1;
        }
        return size;
    }

    /** The labels; the second of a name becomes {@code name_2}, as an object cannot have it twice. */
    private static List<String> labels(ResultSetMetaData data) throws SQLException {
        Set<String> taken = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            taken.add(data.getColumnLabel(i));
        }
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String label = data.getColumnLabel(i);
            labels.add(labels.contains(label) ? unique(label, taken) : label);
        }
        return labels;
    }

    private static String unique(String label, Set<String> taken) {
        int count = 2;
        while (!taken.add(label + "_" + count)) {
            count++;
        }
        return label + "_" + count;
    }
}
