package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Logging;
import io.hypha.execution.FailureCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionLogTest {
    private final LogRecorder log = new LogRecorder("io.hypha.execution");
    private final FinishedCalls calls = new FinishedCalls(new ExecutionLog());

    @AfterEach
    void restore() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMED_OUT, WARN",
        "BACKEND_FAILED, WARN",
        "BACKEND_REJECTED, INFO",
        "INVALID_PARAMS, INFO",
        "CIRCUIT_OPEN, DEBUG",
        "RATE_LIMITED, DEBUG"
    })
    void shouldLogFailuresByWhoseFaultTheyAre(FailureCode code, String level) {
        calls.fail(code);

        assertThat(log.lines()).containsExactly(level + " " + code.label() + " after 2 attempts in 40 ms: it failed");
    }

    @Test
    void shouldWarnOfWhatFallbackCovers() {
        calls.fallBack(FailureCode.BACKEND_FAILED);

        assertThat(log.lines())
                .containsExactly("WARN fallback for backend_failed after 2 attempts in 40 ms: it failed");
    }

    @Test
    void shouldNameTheCall() {
        calls.succeed();

        assertThat(log.lines()).containsExactly("DEBUG success after 2 attempts in 40 ms");
        assertThat(log.ids(Logging.INTEGRATION_ID)).containsExactly("crm");
        assertThat(log.ids(Logging.EXECUTION_ID)).containsExactly("e1");
        assertThat(log.ids(Logging.REQUEST_ID)).containsExactly("r1");
    }
}
