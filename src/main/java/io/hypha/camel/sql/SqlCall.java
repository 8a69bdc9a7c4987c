package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One call: an operation with its values.
 *
 * @param rows the params by name; one object, or one a row of a batch
 */
record SqlCall(Operation operation, List<JsonNode> rows) {
    SqlCall {
        rows = List.copyOf(rows);
    }

    JsonNode values() {
        return rows.get(0);
    }
}
