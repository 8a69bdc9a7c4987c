package io.hypha.camel.sql;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.sql.SQLException;

/** Why there was no connection. Nothing was sent then, so every such call may be repeated. */
final class ConnectFailures {
    private ConnectFailures() {}

    /** @param busy true if all connections of the pool are in use */
    static ExecutionFailure of(SQLException thrown, boolean busy, ConnectionSettings settings) {
        SqlError error = SqlError.of(thrown);
        if (busy && error.state().isEmpty()) {
            return ExecutionFailure.failure(
                            FailureCode.BULKHEAD_FULL,
                            Outcome.NOT_SENT,
                            "all " + settings.poolSize() + " connections of the pool are in use: call again later, or"
                                    + " raise connection.pool_size")
                    .mayPass()
                    .build();
        }
        if (error.hasClass("28")) {
            return ExecutionFailure.failure(
                            FailureCode.AUTHENTICATION_FAILED,
                            Outcome.NOT_SENT,
                            "the database refused the login: check auth.credentials: " + error.describe())
                    .backend(null, error.json())
                    .cause(thrown)
                    .build();
        }
        ExecutionFailure.Builder failure = ExecutionFailure.failure(
                        FailureCode.BACKEND_UNREACHABLE,
                        Outcome.NOT_SENT,
                        "no connection to the database within "
                                + settings.maxWait().toMillis() + " ms: " + error.describe())
                .backend(null, error.json())
                .cause(thrown);
        // 3D000 and 42000: there is no such database, and waiting does not make one.
        return error.hasClass("3D") || error.hasClass("42")
                ? failure.build()
                : failure.mayPass().build();
    }
}
