package io.hypha.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For people: {@code 2026-01-02T03:04:05.678Z WARN  [integration execution request] Logger message}.
 *
 * <p>What comes from outside cannot forge a line: control characters are escaped, and lines of an exception are indented.
 */
final class TextLines implements LogLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final UnaryOperator<String> mask;

    TextLines(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    @Override
    public String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(200)
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(' ');
        String ids = ids(event.getMDCPropertyMap());
        if (!ids.isEmpty()) {
            appendEscaped(line.append('['), mask.apply(ids)).append("] ");
        }
        appendEscaped(
                line.append(mask.apply(shortName(event.getLoggerName()))).append(' '),
                mask.apply(String.valueOf(event.getFormattedMessage())));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            String trace = mask.apply(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            trace.lines().forEach(each -> appendEscaped(line.append("    "), each.replace("\t", "    "))
                    .append('\n'));
        }
        return line.toString();
    }

    private static String ids(Map<String, String> mdc) {
        return Stream.of(Logging.INTEGRATION_ID, Logging.EXECUTION_ID, Logging.REQUEST_ID)
                .map(mdc::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static StringBuilder appendEscaped(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line;
    }
}
