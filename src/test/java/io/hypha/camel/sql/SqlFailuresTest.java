package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {
    private final SqlFailures failures = new SqlFailures();

    private static Invocation invocation(String action) {
        return new Invocation(
                new ExecutionRequest("e", "i", JsonNodeFactory.instance.objectNode(), new Caller("c", "java", "r")),
                action,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "23505, BACKEND_REJECTED, REJECTED, false",
        "42P01, BACKEND_REJECTED, REJECTED, false",
        "28P01, AUTHENTICATION_FAILED, REJECTED, false",
        "08006, BACKEND_UNREACHABLE, UNKNOWN, true",
        "57P01, BACKEND_UNREACHABLE, UNKNOWN, true",
        "57014, TIMED_OUT, REJECTED, true",
        "70100, TIMED_OUT, REJECTED, true",
        "40001, BACKEND_REJECTED, REJECTED, true",
        "40P01, BACKEND_REJECTED, REJECTED, true",
        "53300, BACKEND_FAILED, REJECTED, true",
        "XX000, BACKEND_FAILED, UNKNOWN, false"
    })
    void shouldReadTheState(String state, FailureCode code, Outcome outcome, boolean mayPass) {
        SQLException thrown = new SQLException("why", state);
        ExecutionFailure failure = SqlFailures.of(thrown, true);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.isTransient()).isEqualTo(mayPass);
        assertThat(failure.getMessage()).contains("why").contains("SQLState " + state);
    }

    /** A procedure may have committed before, and others' components run we know not what. */
    @ParameterizedTest
    @ValueSource(strings = {"57014", "70100", "40001", "53300"})
    void shouldNotClaimThatAllWasUndone(String state) {
        SQLException thrown = new SQLException("why", state);

        assertThat(SqlFailures.of(thrown, false).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failures.translate(new IllegalStateException(thrown), invocation("call"))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void shouldNotRepeatTheValuesOfABatch() {
        BatchUpdateException batch = new BatchUpdateException("insert into t values ('secret')", "23505", new int[0]);
        batch.setNextException(new SQLException("duplicate key", "23505"));

        ExecutionFailure failure =
                failures.translate(batch, invocation("batch")).orElseThrow();

        assertThat(failure.getMessage()).contains("duplicate key").doesNotContain("secret");
    }

    @Test
    void shouldLeaveOtherExceptionsToOthers() {
        assertThat(failures.translate(new IllegalStateException("x"), invocation("query")))
                .isEmpty();
    }
}
