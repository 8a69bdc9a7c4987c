package io.hypha.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = new Redaction(text -> text.replace("swordfish", "******"));

    @Test
    void shouldMaskTheDetailOnly() {
        AuditEvent event = new AuditEvent(
                Instant.EPOCH,
                "swordfish",
                "swordfish",
                "swordfish",
                "swordfish",
                "swordfish",
                "swordfish",
                "swordfish");

        assertThat(redaction.apply(event))
                .isEqualTo(new AuditEvent(
                        Instant.EPOCH,
                        "swordfish",
                        "swordfish",
                        "swordfish",
                        "swordfish",
                        "swordfish",
                        "swordfish",
                        "******"));
    }

    @Test
    void shouldLeaveOutWhatIsMissing() {
        assertThat(clean(null)).isNull();
    }

    @Test
    void shouldMaskBeforeItCuts() {
        assertThat(clean("x".repeat(Redaction.DETAIL - 4) + "swordfish")).doesNotContain("sword");
    }

    @Test
    void shouldReplaceWhatStoresAndLogsCannotTake() {
        assertThat(clean("a\u0000b\nc\ud800d\u2028e caf\u00e9 \ud83d\ude80"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde caf\u00e9 \ud83d\ude80");
    }

    @Test
    void shouldNotCutACharacterInHalf() {
        String kept = clean("x".repeat(Redaction.DETAIL - 1) + "\ud83d\ude80");

        assertThat(kept).isEqualTo("x".repeat(Redaction.DETAIL - 1));
    }

    @Test
    void shouldCleanAndCutWhatItDoesNotMask() {
        AuditEvent event = redaction.apply(new AuditEvent(
                Instant.EPOCH, "a\nb", "rest", "x".repeat(200), "c\u0000", "success", "r".repeat(500), null));

        assertThat(event.actor()).isEqualTo("a\ufffdb");
        assertThat(event.action()).hasSize(Redaction.ACTION);
        assertThat(event.integration()).isEqualTo("c\ufffd");
        assertThat(event.requestId()).hasSize(Redaction.ACTION);
    }

    private String clean(String detail) {
        return redaction
                .apply(new AuditEvent(Instant.EPOCH, "ann", "rest", "execution", null, "success", "r", detail))
                .detail();
    }
}
