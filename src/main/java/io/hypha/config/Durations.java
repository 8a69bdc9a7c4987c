package io.hypha.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 200ms}, {@code 1.5s}, {@code 10m}, {@code 2h}, {@code 90d}; a plain number is seconds. */
public final class Durations {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ?(ms|s|m|h|d)?");

    /** So that it can be counted in nanoseconds. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toNanos());

    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("d", Duration.ofDays(1));
        UNITS.put("h", Duration.ofHours(1));
        UNITS.put("m", Duration.ofMinutes(1));
        UNITS.put("s", Duration.ofSeconds(1));
        UNITS.put("ms", Duration.ofMillis(1));
    }

    private Durations() {}

    /** @throws IllegalArgumentException if it is not such a text; negative durations are none */
    public static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a duration like 200ms, 1.5s, 10m, 2h or 7d: '" + text + "'");
        }
        BigDecimal count = new BigDecimal(matcher.group(1));
        Duration unit = UNITS.get(matcher.group(2) == null ? "s" : matcher.group(2));
        BigDecimal nanos = count.multiply(BigDecimal.valueOf(unit.toNanos()));
        if (nanos.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be at most 36500d, which is 100 years: '" + text + "'");
        }
        return ofNanos(nanos);
    }

    /** In the largest unit that leaves no fraction; {@link #parse} reads it back. */
    public static String format(Duration duration) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            if (duration.equals(unit.getValue().multipliedBy(duration.dividedBy(unit.getValue())))
                    && (!duration.isZero() || "s".equals(unit.getKey()))) {
                return duration.dividedBy(unit.getValue()) + unit.getKey();
            }
        }
        return BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
    }

    private static Duration ofNanos(BigDecimal nanos) {
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }
}
