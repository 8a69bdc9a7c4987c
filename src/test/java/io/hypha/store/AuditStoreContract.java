package io.hypha.store;

import static io.hypha.store.Samples.NOON;
import static io.hypha.store.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditQuery;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an audit store does, in whichever database. */
interface AuditStoreContract {
    Database database();

    private JdbcAuditStore audit() {
        return new JdbcAuditStore(database());
    }

    @Test
    default void shouldGiveBackEventsNewestFirst() {
        AuditEvent first = new AuditEvent(NOON, "ann", "rest", "key.create", null, "success", "r-1", "more");
        AuditEvent second = event(NOON.plusSeconds(1), "ben", "execution", "crm");
        audit().append(List.of(second, first));
        audit().append(List.of());

        assertThat(audit().find(AuditQuery.newest(10))).containsExactly(second, first);
        assertThat(audit().find(AuditQuery.newest(1))).containsExactly(second);
    }

    @Test
    default void shouldFindByEachCondition() {
        AuditEvent a = event(NOON, "ann", "execution", "crm");
        AuditEvent b = event(NOON.plusSeconds(1), "ben", "execution", "erp");
        AuditEvent c = event(NOON.plusSeconds(2), "ann", "integration.register", "erp");
        audit().append(List.of(a, b, c));

        assertThat(audit().find(new AuditQuery("erp", null, null, null, null, 9)))
                .containsExactly(c, b);
        assertThat(audit().find(new AuditQuery(null, "ann", null, null, null, 9)))
                .containsExactly(c, a);
        assertThat(audit().find(new AuditQuery(null, null, "execution", null, null, 9)))
                .containsExactly(b, a);
        assertThat(audit().find(new AuditQuery(null, null, null, NOON.plusSeconds(1), null, 9)))
                .containsExactly(c, b);
        assertThat(audit().find(new AuditQuery(null, null, null, NOON, NOON.plusSeconds(1), 9)))
                .containsExactly(a);
        assertThat(audit().find(new AuditQuery("crm", "ben", null, null, null, 9)))
                .isEmpty();
        assertThat(audit().find(new AuditQuery("' OR 1=1 --", null, null, null, null, 9)))
                .isEmpty();
    }

    @Test
    default void shouldFindByAnyOfSeveralOutcomes() {
        AuditEvent a = new AuditEvent(NOON, "ann", "rest", "execution", "crm", "success", "r-1", null);
        AuditEvent b = new AuditEvent(NOON, "ann", "rest", "integration.read", "crm", "forbidden", "r-2", null);
        AuditEvent c = new AuditEvent(NOON, "anonymous", "rest", "access.denied", null, "unauthenticated", "r-3", null);
        audit().append(List.of(a, b, c));

        List<String> denials = List.of("forbidden", "unauthenticated");
        assertThat(audit().find(new AuditQuery(null, null, null, denials, null, null, 9)))
                .containsExactly(c, b);
        assertThat(audit().find(new AuditQuery("crm", "ann", null, denials, null, null, 9)))
                .containsExactly(b);
    }

    @Test
    default void shouldKeepAllOfABatchOrNothing() {
        AuditEvent tooLong = event(NOON, "x".repeat(300), "execution", "crm");

        assertThatThrownBy(() -> audit().append(List.of(event(NOON, "ann", "execution", "crm"), tooLong)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot store audit events (");
        assertThat(audit().find(AuditQuery.newest(10))).isEmpty();
    }

    @Test
    default void shouldDeleteWhatIsOlder() {
        audit().append(IntStream.range(0, 10_500)
                .mapToObj(n -> event(NOON, "ann", "execution", "crm"))
                .toList());
        AuditEvent young = event(NOON.plusSeconds(1), "ann", "execution", "crm");
        audit().append(List.of(young));

        assertThat(audit().deleteBefore(NOON.plusSeconds(1))).isEqualTo(10_500);
        assertThat(audit().find(AuditQuery.newest(10))).containsExactly(young);
    }

    @Test
    default void shouldKeepTheInstantInAnHourThatClocksRepeat() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Zurich"));
        try {
            AuditEvent summer = event(Instant.parse("2026-10-25T00:30:00Z"), "ann", "execution", "crm");
            AuditEvent winter = event(Instant.parse("2026-10-25T01:30:00Z"), "ann", "execution", "crm");
            audit().append(List.of(summer, winter));

            assertThat(audit().find(AuditQuery.newest(10))).containsExactly(winter, summer);
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
