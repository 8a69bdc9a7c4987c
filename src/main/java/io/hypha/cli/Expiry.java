package io.hypha.cli;

import io.hypha.config.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** When something ends, as people say it: a time, or how long from now, {@code 30d} or {@code PT12H}. */
final class Expiry {
    private static final Pattern ISO = Pattern.compile("(?i)P(?!$).+");
    /** With its unit, since 2027 could be a year. */
    private static final Pattern WITH_UNIT = Pattern.compile("\\d[\\d.]* ?[a-z]+");

    private Expiry() {}

    /** The time; what is no duration is left as it is, for the runtime to read. @throws UsageException if it is none that is meant */
    static String of(String text, Instant now) {
        boolean iso = ISO.matcher(text).matches();
        if (!iso && !WITH_UNIT.matcher(text).matches()) {
            return text;
        }
        try {
            Duration duration = iso ? Duration.parse(text) : Durations.parse(text);
            return now.plus(duration).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new UsageException(
                    "--expires must be a time such as 2027-01-31T00:00:00Z, or a duration such as 12h, 30d or P30D: "
                            + text);
        }
    }
}
