package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "30d, 2026-03-02T08:00:00Z",
        "12h, 2026-01-31T20:00:00Z",
        "P30D, 2026-03-02T08:00:00Z",
        "PT12H, 2026-01-31T20:00:00Z",
        "2027-01-31T00:00:00Z, 2027-01-31T00:00:00Z",
        "2027, 2027"
    })
    void shouldTakeTimesAndDurations(String text, String time) {
        assertThat(Expiry.of(text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30x", "P1Y", "Pfoo", "99999999d"})
    void shouldRefuseOtherDurations(String text) {
        assertThatThrownBy(() -> Expiry.of(text, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("30d", text);
    }
}
