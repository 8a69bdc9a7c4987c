package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.access.AccessException;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.integration.IntegrationException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryFailureCode(FailureCode code) {
        assertThat(ProblemType.of(code).code()).isEqualTo(code.label());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryReasonOfManagement(IntegrationException.Reason reason) {
        assertThat(of(new IntegrationException(reason, "because")).status()).isBetween(400, 503);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryReasonOfAccess(AccessException.Reason reason) {
        assertThat(of(new AccessException(reason, "because")).detail()).isEqualTo("because");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SENT, false, false, true",
        "NOT_SENT, true, false, true",
        "REJECTED, false, false, false",
        "REJECTED, false, true, true",
        "REJECTED, true, false, true",
        "UNKNOWN, false, false, false",
        "UNKNOWN, true, false, false",
        "UNKNOWN, false, true, true",
        "UNKNOWN, true, true, true"
    })
    void shouldSayWhetherARetryIsSafe(Outcome outcome, boolean passing, boolean harmless, boolean safe) {
        ExecutionFailure.Builder failure = ExecutionFailure.failure(FailureCode.BACKEND_FAILED, outcome, "it failed");

        ProblemDocument problem = of((passing ? failure.mayPass().build() : failure.build()).ofCall(harmless));

        assertThat(problem.safeToRetry()).isEqualTo(safe);
        assertThat(problem.outcome()).isEqualTo(outcome.label());
    }

    @Test
    void shouldCarryWhatIsKnownOfAFailure() {
        ExecutionFailure failure = ExecutionFailure.failure(FailureCode.RATE_LIMITED, Outcome.NOT_SENT, "slow down")
                .retryAfter(Duration.ofMillis(1_200))
                .build()
                .ofCall(true);

        ProblemDocument problem =
                of(new CompletionException(failure)).ofExecution("e1").at("/x", "r1");

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfterMs()).isEqualTo(1_200);
        assertThat(problem.executionId()).isEqualTo("e1");
        assertThat(problem.instance()).isEqualTo("/x");
        assertThat(problem.requestId()).isEqualTo("r1");
    }

    @Test
    void shouldListAllProblemsOfADefinition() {
        ProblemDocument problem = of(new InvalidDocumentException(Problem.of("/a", "required", "is missing")));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.problems()).hasSize(1);
    }

    @Test
    void shouldNotTellWhatNobodyForesaw() {
        ProblemDocument problem = of(new IllegalStateException("an internal detail"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.safeToRetry()).isFalse();
        assertThat(problem.detail()).doesNotContain("an internal detail");
    }

    private static ProblemDocument of(Throwable thrown) {
        return Problems.of(thrown, "r");
    }
}
