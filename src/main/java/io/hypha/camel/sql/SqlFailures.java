package io.hypha.camel.sql;

import io.hypha.camel.FailureTranslator;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.util.Optional;

/**
 * Says what an SQLException means, by its SQLState (ISO 9075; PostgreSQL's and MariaDB's own where they have some). Also for
 * Camel's SQL components, whose exceptions wrap it.
 */
public final class SqlFailures implements FailureTranslator {
    private static final int DEPTH = 10;

    @Override
    public Optional<ExecutionFailure> translate(Throwable thrown, Invocation invocation) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(of(sql, false));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** @param undone true if the database keeps nothing of a statement that it gave up */
    static ExecutionFailure of(SQLException thrown, boolean undone) {
        SqlError error = SqlError.of(thrown);
        return builder(thrown, error, undone ? Outcome.REJECTED : Outcome.UNKNOWN)
                .backend(null, error.json())
                .cause(thrown)
                .build();
    }

    private static ExecutionFailure.Builder builder(SQLException thrown, SqlError error, Outcome givenUp) {
        if (error.isTooLarge()) {
            return of(FailureCode.RESPONSE_TOO_LARGE, Outcome.UNKNOWN, "the result is too large: ", error);
        }
        if (isTimeout(thrown, error)) {
            return of(FailureCode.TIMED_OUT, givenUp, "the database gave up: ", error)
                    .mayPass();
        }
        if (error.isConflict()) {
            return of(FailureCode.BACKEND_REJECTED, givenUp, "another transaction was in the way: ", error)
                    .mayPass();
        }
        if (isLost(thrown, error)) {
            return of(FailureCode.BACKEND_UNREACHABLE, Outcome.UNKNOWN, "the connection was lost: ", error)
                    .mayPass();
        }
        return answered(error, givenUp);
    }

    private static ExecutionFailure.Builder answered(SqlError error, Outcome givenUp) {
        if (error.hasClass("28")) {
            return of(FailureCode.AUTHENTICATION_FAILED, Outcome.REJECTED, "the database refused the user: ", error);
        }
        if (error.hasClass("53")) {
            return of(FailureCode.BACKEND_FAILED, givenUp, "the database lacks resources: ", error)
                    .mayPass();
        }
        if (error.hasClass("58") || error.hasClass("XX")) {
            return of(FailureCode.BACKEND_FAILED, Outcome.UNKNOWN, "the database failed: ", error);
        }
        return of(FailureCode.BACKEND_REJECTED, Outcome.REJECTED, "the database refused the statement: ", error);
    }

    private static ExecutionFailure.Builder of(FailureCode code, Outcome outcome, String what, SqlError error) {
        return ExecutionFailure.failure(code, outcome, what + error.describe() + hint(error));
    }

    private static String hint(SqlError error) {
        return switch (error.state()) {
            case "25006" -> "; queries are read-only: if the statement changes data, declare it with kind: update";
            case "42P18" -> "; say its type with a cast: :name::text";
            default -> "";
        };
    }

    private static boolean isTimeout(SQLException thrown, SqlError error) {
        return thrown instanceof SQLTimeoutException
                || error.isOneOf("57014", "70100")
                || (error.state().isEmpty()
                        && String.valueOf(error.thrown().getMessage()).startsWith("INTERRUPT Error"));
    }

    private static boolean isLost(SQLException thrown, SqlError error) {
        return thrown instanceof SQLRecoverableException
                || error.hasClass("08")
                || error.isOneOf("57P01", "57P02", "57P03", "90067", "90098", "90121");
    }
}
