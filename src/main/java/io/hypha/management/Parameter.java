package io.hypha.management;

import io.hypha.config.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A parameter of a query; it may be given once. */
record Parameter(String name, Values values) {
    /** What it may be. */
    sealed interface Values {
        /** What is wrong with a value, its pointer left empty; null if it is good. */
        Problem fault(String value);
    }

    static Parameter text(String name) {
        return new Parameter(name, new Text());
    }

    static Parameter time(String name) {
        return new Parameter(name, new Time());
    }

    static Parameter oneOf(String name, Stream<String> values) {
        return new Parameter(name, new OneOf(values.toList()));
    }

    /** @param rule what the pattern means, for people */
    static Parameter matching(String name, Pattern pattern, String rule) {
        return new Parameter(name, new Matching(pattern, rule));
    }

    /** How long a list may be. */
    static Parameter limit() {
        return new Parameter("limit", new Whole(1, 1000, 100));
    }

    /** @throws ProblemException 400 */
    void check(String value) {
        Problem fault = values.fault(value);
        if (fault != null) {
            throw Query.invalid(name, fault);
        }
    }

    record Text() implements Values {
        @Override
        public Problem fault(String value) {
            return null;
        }
    }

    record Time() implements Values {
        @Override
        public Problem fault(String value) {
            try {
                Instant.parse(value);
                return null;
            } catch (DateTimeParseException e) {
                return Problem.of("", "format", "must be a time such as 2026-01-31T12:00:00Z");
            }
        }
    }

    record OneOf(List<String> known) implements Values {
        @Override
        public Problem fault(String value) {
            return known.contains(value) ? null : Problem.of("", "enum", "must be one of " + known);
        }
    }

    record Matching(Pattern pattern, String rule) implements Values {
        @Override
        public Problem fault(String value) {
            return pattern.matcher(value).matches() ? null : Problem.of("", "pattern", rule);
        }
    }

    /** @param preset what it is where it is missing */
    record Whole(int least, int most, int preset) implements Values {
        @Override
        public Problem fault(String value) {
            try {
                int number = Integer.parseInt(value);
                return number >= least && number <= most
                        ? null
                        : Problem.of("", "range", "must be from " + least + " to " + most + ": " + number);
            } catch (NumberFormatException e) {
                return Problem.of("", "format", "must be a whole number");
            }
        }
    }
}
