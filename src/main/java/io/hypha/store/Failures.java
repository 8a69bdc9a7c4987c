package io.hypha.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says what a database's error means and what to do about it. */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Of H2: general error, I/O errors, corrupted, closed. */
    private static final Set<String> FATAL = Set.of("HY000", "50000", "90028", "90030", "90031", "90098");

    private Failures() {}

    /**
     * @param what was attempted, as in "Cannot ..."
     * @param where the database, as people know it
     */
    static StoreException explain(String what, String where, Throwable thrown) {
        Optional<SQLException> sql = find(thrown, SQLException.class);
        String advice = find(thrown, IOException.class)
                .filter(io -> !isSocket(sql))
                .map(io -> io.getMessage() + ". Check the disk's free space and the file's permissions")
                .or(() -> sql.map(Failures::advise))
                .orElseGet(() -> firstLine(thrown));
        // The library's own exceptions quote statements with their values: leave them out of the log.
        return new StoreException(
                "Cannot " + what + " (" + where + "): " + advice,
                sql.map(Throwable.class::cast).orElse(thrown));
    }

    /** Whether H2 has given up its file: whatever is asked of it afterwards may never come back. */
    static boolean isFatal(Throwable thrown) {
        return find(thrown, IOException.class).isPresent()
                || find(thrown, SQLException.class)
                        .filter(sql -> FATAL.contains(String.valueOf(sql.getSQLState())))
                        .isPresent();
    }

    static boolean isDuplicate(Throwable thrown) {
        return find(thrown, SQLException.class)
                .filter(sql -> UNIQUE_VIOLATION.equals(sql.getSQLState()))
                .isPresent();
    }

    private static String advise(SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return switch (state) {
            case "90020" ->
                "it is in use by another process. Stop the other Hypha, or give this one its own data folder (hypha.data)";
            case "90030" -> "the file is damaged. Restore it from a backup, or move it away to start with an empty one";
            case "90048" -> "the file is of a newer or older version of H2. Run the Hypha that wrote it";
            case "28000", "28P01" ->
                "username or password were refused. Check hypha.store.username and hypha.store.password";
            case "3D000", "90146", "90149" -> "there is no such database. Create it, or check hypha.store.url";
            case "42501" -> "the user may not do this. Grant it the rights on its schema: " + firstLine(sql);
            case "53100" -> "the server's disk is full. Free some space";
            case "53300" -> "the server has no connection left. Raise its max_connections";
            case "08001", "08003", "08004", "08006", "57P01", "57P03" ->
                "the server does not answer. Check that it runs and that hypha.store.url is right: " + firstLine(sql);
            default -> firstLine(sql) + " (SQLState " + state + ")";
        };
    }

    private static boolean isSocket(Optional<SQLException> sql) {
        return sql.map(SQLException::getSQLState)
                .filter(state -> state.startsWith("08"))
                .isPresent();
    }

    private static String firstLine(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** The innermost of its kind. */
    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((outer, inner) -> inner);
    }
}
