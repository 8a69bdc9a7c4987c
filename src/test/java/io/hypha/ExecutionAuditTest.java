package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.audit.AuditQuery;
import io.hypha.execution.FailureCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionAuditTest {
    private final MemoryAudit audit = new MemoryAudit();
    private final FinishedCalls calls = new FinishedCalls(new ExecutionAudit(audit, Clock.systemUTC()));

    @Test
    void shouldTellHowCallsEnded() {
        calls.succeed();
        calls.fail(FailureCode.TIMED_OUT);

        assertThat(audit.events).extracting(AuditEvent::outcome).containsExactly("success", "timed_out");
        assertThat(audit.events)
                .extracting(AuditEvent::detail)
                .containsOnly("execution_id=e1 action=get_data attempts=2 ms=40");
    }

    @Test
    void shouldTellWhatFallbackCovered() {
        calls.fallBack(FailureCode.BACKEND_UNREACHABLE);

        assertThat(audit.events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo("success");
            assertThat(event.detail()).endsWith(" ms=40 source=fallback for=backend_unreachable");
        });
    }

    private static final class MemoryAudit implements AuditLog {
        private final List<AuditEvent> events = new ArrayList<>();

        @Override
        public void record(AuditEvent event) {
            throw new AssertionError("executions are queued");
        }

        @Override
        public void recordExecution(AuditEvent event) {
            events.add(event);
        }

        @Override
        public void recordDenial(AuditEvent event, String source) {}

        @Override
        public List<AuditEvent> find(AuditQuery query) {
            return events;
        }

        @Override
        public long dropped() {
            return 0;
        }
    }
}
