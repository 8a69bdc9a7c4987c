package io.hypha.config;

/**
 * What a setting was set to, and where.
 *
 * @param line in the file, from 1; null elsewhere
 */
record SettingValue(String text, String origin, Integer line) {
    static final String ENCRYPTED = "ENC(";

    boolean isEncrypted() {
        return text.startsWith(ENCRYPTED) && text.endsWith(")");
    }

    SettingValue withText(String newText) {
        return new SettingValue(newText, origin, line);
    }

    Problem problem(String rule, String message) {
        return Problem.of("", rule, message + " (" + origin + ")").withLine(line);
    }
}
