package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hypha.audit.AuditEvent;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.Change;
import io.hypha.integration.Change.Kind;
import io.hypha.integration.IntegrationException;
import io.hypha.integration.IntegrationException.Reason;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ChangeAuditTest {
    private final Throwable broken =
            new InvalidDocumentException(Problem.of("/timeot", "unknown", "is not known here"));

    private final MemoryStores.Audit log = new MemoryStores.Audit();
    private final ChangeAudit audit = new ChangeAudit(log, Clock.systemUTC());

    @Test
    void shouldSayWhoDidWhatAndHowItEnded() {
        audit.changed(file(Kind.REGISTER, true, null));
        audit.changed(file(Kind.PUT, false, broken));
        audit.changed(new Change(
                Kind.UNREGISTER, "crm", "java", "java", false, new IntegrationException(Reason.OWNED_ELSEWHERE, "no")));

        assertThat(log.events)
                .extracting(
                        AuditEvent::actor,
                        AuditEvent::door,
                        AuditEvent::action,
                        AuditEvent::integration,
                        AuditEvent::outcome)
                .containsExactly(
                        tuple("file:crm.yaml", "file", "integration.register", "crm", "success"),
                        tuple("file:crm.yaml", "file", "integration.put", "crm", "invalid_definition"),
                        tuple("java", "java", "integration.unregister", "crm", "owned_elsewhere"));
        assertThat(log.events.get(1).detail()).contains("/timeot");
    }

    @Test
    void shouldNotRepeatWhatAFileIsRefusedFor() {
        audit.changed(file(Kind.PUT, false, broken));
        audit.changed(file(Kind.PUT, false, broken));
        assertThat(log.events).hasSize(1);

        audit.changed(file(Kind.PUT, false, null));
        assertThat(log.events).hasSize(1);

        audit.changed(file(Kind.PUT, false, broken));
        assertThat(log.events).hasSize(2);
    }

    @Test
    void shouldFailWhatCannotBeRecordedAndTryAgain() {
        log.fail = true;
        assertThatThrownBy(() -> audit.changed(file(Kind.PUT, false, broken))).isInstanceOf(RuntimeException.class);
        log.fail = false;

        audit.changed(file(Kind.PUT, false, broken));
        assertThat(log.events).hasSize(1);
    }

    private static Change file(Kind kind, boolean effective, Throwable failure) {
        return new Change(kind, "crm", "file:crm.yaml", "file", effective, failure);
    }
}
