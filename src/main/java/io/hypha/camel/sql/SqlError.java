package io.hypha.camel.sql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** What a database said: the innermost exception that carries an SQLState, for pools and batches wrap it in others. */
record SqlError(SQLException thrown, String state) {
    private static final int LONGEST = 2000;
    private static final int MARIADB_LOCK_WAIT = 1205;

    static SqlError of(SQLException thrown) {
        SQLException found = thrown;
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < 10; depth++) {
            if (next instanceof SQLException sql && (sql.getSQLState() != null || found == thrown)) {
                found = sql;
            }
            // The message of a batch's exception repeats the statement with its values.
            next = next instanceof BatchUpdateException batch && batch.getNextException() != null
                    ? batch.getNextException()
                    : next.getCause();
        }
        return new SqlError(found, found.getSQLState() == null ? "" : found.getSQLState());
    }

    boolean hasClass(String first) {
        return state.startsWith(first);
    }

    boolean isOneOf(String... states) {
        for (String known : states) {
            if (known.equals(state)) {
                return true;
            }
        }
        return false;
    }

    /** Another transaction was in the way, and this one was undone. */
    boolean isConflict() {
        return isOneOf("40001", "40P01", "55P03", "HYT00", "90131")
                || thrown.getErrorCode() == MARIADB_LOCK_WAIT
                // DuckDB has no SQLStates.
                || (state.isEmpty() && isDuckDbConflict(String.valueOf(thrown.getMessage())));
    }

    /** Of its other errors of transactions some mean that there is none. */
    private static boolean isDuckDbConflict(String message) {
        return message.startsWith("TransactionContext Error")
                && (message.contains("onflict") || message.contains("Failed to commit"));
    }

    /** PostgreSQL's driver stopped reading at {@code maxResultBuffer}. */
    boolean isTooLarge() {
        return String.valueOf(thrown.getMessage()).contains("maxResultBuffer");
    }

    /** The database's own words on one line. */
    String describe() {
        String message = String.valueOf(thrown.getMessage()).strip().replaceAll("\\s+", " ");
        String cut = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        return cut + (state.isEmpty() ? "" : " (SQLState " + state + ")");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!state.isEmpty()) {
            json.put("sqlstate", state);
        }
        return json.put("error_code", thrown.getErrorCode());
    }
}
