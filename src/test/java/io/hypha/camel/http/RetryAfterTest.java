package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-06T08:49:07Z"), ZoneOffset.UTC);

    @Test
    void shouldReadSeconds() {
        assertThat(RetryAfter.read(" 120 ", clock)).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fri, 06 Nov 2026 08:49:37 GMT", "Friday, 06-Nov-26 08:49:37 GMT", "Fri Nov  6 08:49:37 2026"})
    void shouldReadDatesInAllFormatsOfHttp(String date) {
        assertThat(RetryAfter.read(date, clock)).contains(Duration.ofSeconds(30));
    }

    @Test
    void shouldNotWaitForThePast() {
        assertThat(RetryAfter.read("Fri, 06 Nov 2026 08:00:00 GMT", clock)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999999", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void shouldBoundTheWait(String field) {
        assertThat(RetryAfter.read(field, clock)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT"})
    void shouldIgnoreWhatItCannotRead(String field) {
        assertThat(RetryAfter.read(field, clock)).isEmpty();
    }

    @Test
    void shouldIgnoreAMissingField() {
        assertThat(RetryAfter.read(null, clock)).isEmpty();
    }
}
