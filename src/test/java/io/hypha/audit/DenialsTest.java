package io.hypha.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Denials denials = new Denials();

    @Test
    void shouldGiveTheFirstAtOnceAndCountThoseThatFollow() {
        for (int n = 0; n < 1000; n++) {
            denials.add(event(NOON.plusMillis(n), "r-" + n), "10.0.0.1");
        }

        assertThat(denials.due(NOON.plusSeconds(1))).containsExactly(event(NOON, "r-0"));
        assertThat(denials.due(NOON.plusSeconds(59))).isEmpty();
        assertThat(denials.due(NOON.plusSeconds(60))).singleElement().satisfies(event -> assertThat(event.detail())
                .isEqualTo("999 more from 10.0.0.1 since 2026-03-01T12:00:00Z, the last: GET /r-999"));
        assertThat(denials.rest()).isEmpty();
    }

    @Test
    void shouldTellSourcesApart() {
        denials.add(event(NOON, "a"), "10.0.0.1");
        denials.add(event(NOON, "b"), "10.0.0.2");

        assertThat(denials.due(NOON)).hasSize(2);
        assertThat(denials.due(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void shouldNotGrowWithTheNumberOfSources() {
        for (int n = 0; n < 5 * Denials.SOURCES; n++) {
            denials.add(event(NOON, "r-" + n), "10.0." + n / 256 + "." + n % 256);
        }

        List<AuditEvent> events = denials.rest();
        assertThat(events).hasSizeLessThan(Denials.SOURCES + 3);
        assertThat(events.get(events.size() - 1).detail())
                .startsWith(4 * Denials.SOURCES - 1 + " more from other addresses");
    }

    private static AuditEvent event(Instant at, String id) {
        return new AuditEvent(at, "anonymous", "rest", "access.denied", null, "unauthenticated", id, "GET /" + id);
    }
}
