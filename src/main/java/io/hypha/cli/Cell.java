package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One value on one line. */
final class Cell {
    private static final String NOTHING = "-";
    private static final Pattern FRACTION_OF_A_SECOND = Pattern.compile("(?<=T\\d\\d:\\d\\d:\\d\\d)\\.\\d+(?=Z$)");

    private Cell() {}

    static String of(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return NOTHING;
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Cell::of)
                    .collect(Collectors.joining(","));
        }
        String text =
                value.isFloatingPointNumber() ? shorten(value) : value.isTextual() ? value.asText() : value.toString();
        return text.isEmpty()
                ? NOTHING
                : FRACTION_OF_A_SECOND.matcher(Printable.line(text)).replaceFirst("");
    }

    /** Measured times have more digits than anybody reads. */
    private static String shorten(JsonNode number) {
        return String.format(Locale.ROOT, "%.1f", number.asDouble());
    }
}
