package io.hypha.camel.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110 10.2.3): seconds, or a date in any of HTTP's three formats. */
final class RetryAfter {
    /** Longer waits are told as this, so that no backend makes us compute with its numbers. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int LONGEST_DIGITS = 9;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** Empty if there is none, or none that can be read. */
    static Optional<Duration> read(String field, Clock clock) {
        if (field == null) {
            return Optional.empty();
        }
        String text = field.trim();
        if (SECONDS.matcher(text).matches()) {
            boolean huge = text.length() > LONGEST_DIGITS;
            return Optional.of(huge ? LONGEST : clamp(Duration.ofSeconds(Long.parseLong(text))));
        }
        return date(text).map(when -> clamp(Duration.between(clock.instant(), when)));
    }

    private static Duration clamp(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Instant> date(String text) {
        return DATES.stream().flatMap(format -> parse(format, text).stream()).findFirst();
    }

    private static Optional<Instant> parse(DateTimeFormatter format, String text) {
        try {
            return Optional.of(Instant.from(format.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
