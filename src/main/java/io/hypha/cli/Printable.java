package io.hypha.cli;

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

    private static String replaceControls(String text, String kept) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(each -> isUnsafe(each) && kept.indexOf(each) < 0 ? ' ' : each)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Formatting characters can turn the direction of text around and so show what is not there. */
    private static boolean isUnsafe(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
