package io.hypha.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Sample(Instant createdAt, LocalDate day, Duration howLong, Timestamp stamp, BigDecimal price) {}

    @Test
    void shouldWriteNamesInSnakeCaseAndTimesAsText() throws JsonProcessingException {
        Instant instant = Instant.parse("2026-01-02T03:04:05Z");

        String json = Json.mapper()
                .writeValueAsString(new Sample(
                        instant,
                        LocalDate.of(2026, 1, 2),
                        Duration.ofSeconds(90),
                        Timestamp.from(instant),
                        new BigDecimal("1.10")));

        assertThat(json)
                .isEqualTo("{\"created_at\":\"2026-01-02T03:04:05Z\",\"day\":\"2026-01-02\",\"how_long\":\"PT1M30S\","
                        + "\"stamp\":\"2026-01-02T03:04:05.000+00:00\",\"price\":1.10}");
    }

    @Test
    void shouldKeepDecimalsExact() throws JsonProcessingException {
        assertThat(Json.mapper().readTree("[0.10, 12345678901234567890.123456789]"))
                .hasToString("[0.10,12345678901234567890.123456789]");
    }
}
