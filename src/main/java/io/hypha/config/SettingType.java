package io.hypha.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a setting's text must be. */
enum SettingType {
    TEXT {
        @Override
        Optional<String> complaint(String text) {
            return Optional.empty();
        }
    },
    SECRET {
        @Override
        Optional<String> complaint(String text) {
            return Optional.empty();
        }
    },
    PATH {
        @Override
        Optional<String> complaint(String text) {
            try {
                return Path.of(text).getNameCount() == 0 ? Optional.of("must be a file or folder") : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.of("must be a path");
            }
        }
    },
    PORT {
        @Override
        Optional<String> complaint(String text) {
            return within(text, 0, 65_535);
        }
    },
    COUNT {
        @Override
        Optional<String> complaint(String text) {
            return within(text, 1, Integer.MAX_VALUE);
        }
    },
    BODY {
        @Override
        Optional<String> complaint(String text) {
            return within(text, 1, DocumentLimits.JSON_BYTES);
        }
    },
    FLAG {
        @Override
        Optional<String> complaint(String text) {
            return oneOf(text, Set.of("true", "false"), "true or false");
        }
    },
    DURATION {
        @Override
        Optional<String> complaint(String text) {
            try {
                return Durations.parse(text).isZero() ? Optional.of("must be longer than 0 s") : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of("must be a duration like 30s, 10m or 90d");
            }
        }
    },
    PATTERN {
        @Override
        Optional<String> complaint(String text) {
            try {
                Pattern.compile(text);
                return Optional.empty();
            } catch (PatternSyntaxException e) {
                return Optional.of("must be a regular expression");
            }
        }
    },
    LOG_FORMAT {
        @Override
        Optional<String> complaint(String text) {
            return oneOf(text, Set.of("text", "json"), "text or json");
        }
    },
    LOG_LEVEL {
        @Override
        Optional<String> complaint(String text) {
            return oneOf(text, Set.of("trace", "debug", "info", "warn", "error"), "trace, debug, info, warn or error");
        }
    };

    /** What the text must be, if it is not; without the text. */
    abstract Optional<String> complaint(String text);

    private static Optional<String> within(String text, int least, int most) {
        boolean good = text.matches("\\d{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
        return good ? Optional.empty() : Optional.of("must be a whole number from " + least + " to " + most);
    }

    private static Optional<String> oneOf(String text, Set<String> words, String list) {
        return words.contains(text.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of("must be " + list);
    }
}
