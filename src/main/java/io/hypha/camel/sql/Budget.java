package io.hypha.camel.sql;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.sql.SQLTimeoutException;

/** How much of a result may still be read, in characters, and until when. Not thread-safe: one a call. */
final class Budget {
    private final long most;
    private final Outcome outcome;
    private final Deadline deadline;
    private long left;

    /** @param outcome what is known of the statement when its result is too large */
    Budget(long most, Outcome outcome, Deadline deadline) {
        this.most = most;
        this.outcome = outcome;
        this.deadline = deadline;
        this.left = most;
    }

    /** @throws ExecutionFailure if that is more than is left */
    void take(long size) {
        left -= size;
        if (left < 0) {
            throw ExecutionFailure.failure(
                            FailureCode.RESPONSE_TOO_LARGE,
                            outcome,
                            "the result has more than " + most
                                    + " bytes: ask for fewer rows or columns, or raise max_bytes")
                    .build();
        }
    }

    /** Refuses what would not fit, before it is read. */
    void require(long size) {
        if (size > left) {
            take(size);
        }
    }

    void requireTime() throws SQLTimeoutException {
        deadline.check();
    }
}
