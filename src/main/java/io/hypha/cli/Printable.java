package io.hypha.cli;

import java.util.function.IntFunction;

/** Text of others, made harmless for a terminal: no escape sequences, no control characters. */
final class Printable {
    private Printable() {}

    /** One line. */
    static String line(String text) {
        return replaceControls(text, "");
    }

    /** Text whose lines and tabs are kept. */
    static String text(String text) {
        return replaceControls(text, "\n\t");
    }

    /** JSON, which says the same afterwards: what is unsafe is escaped. Jackson has left such characters in texts only. */
    static String json(String text) {
        return clean(text, "\r\n", Printable::escape);
    }

    private static String replaceControls(String text, String kept) {
        return clean(text, kept, unsafe -> " ");
    }

    private static String clean(String text, String kept, IntFunction<String> replacement) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (isUnsafe(each) && kept.indexOf(each) < 0) {
                clean.append(replacement.apply(each));
            } else {
                clean.appendCodePoint(each);
            }
        });
        return clean.toString();
    }

    private static String escape(int character) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            escaped.append(String.format("\\u%04x", (int) unit));
        }
        return escaped.toString();
    }

    /** Formatting characters can turn the direction of text around and so show what is not there. */
    private static boolean isUnsafe(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
