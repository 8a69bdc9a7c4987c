package io.hypha.camel.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A JDBC URL, cut before its options, which go to the driver as properties once they are found harmless.
 *
 * @param base all before the first {@code ?} or {@code ;}
 */
record JdbcUrl(String base, Map<String, String> options) {
    /** One or more hosts with ports, and the names by which a server knows a database. */
    private static final Pattern SERVER = Pattern.compile("jdbc:[A-Za-z0-9]+(?::[A-Za-z0-9]+)*:(?:@?//|@)"
            + "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?"
            + "(?:,(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?)*"
            + "(?:[/:][A-Za-z0-9_.$-]*)*");

    private static final String POINTER = "/connection/url";

    static JdbcUrl parse(String text) {
        if (!text.regionMatches(true, 0, "jdbc:", 0, 5) || text.length() > 2000) {
            throw ConnectionSettings.problem(POINTER, "pattern", "a JDBC URL begins with 'jdbc:'");
        }
        int cut = firstOf(text, '?', ';');
        String base = text.substring(0, cut);
        if (base.matches(".*[^:]@.*")) {
            throw ConnectionSettings.problem(
                    POINTER, "credentials", "the URL must not name a user or a password: they belong under auth");
        }
        return new JdbcUrl(base, options(cut == text.length() ? "" : text.substring(cut + 1)));
    }

    /** @throws io.hypha.config.InvalidDocumentException if it does not just name a server and a database there */
    void requireServer() {
        if (!SERVER.matcher(base).matches()) {
            throw ConnectionSettings.problem(
                    POINTER,
                    "pattern",
                    "must be like jdbc:NAME://HOST:PORT/DATABASE, options after '?' or ';': others, such as of files,"
                            + " must be allowed by the operator's setting hypha.jdbc.urls");
        }
    }

    private static int firstOf(String text, char... ends) {
        int first = text.length();
        for (char end : ends) {
            int at = text.indexOf(end);
            first = at >= 0 ? Math.min(first, at) : first;
        }
        return first;
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : text.split("[;&?]", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                options.put(option.substring(0, equals).strip(), decode(option.substring(equals + 1)));
            } else if (!option.isBlank()) {
                throw ConnectionSettings.problem(POINTER, "option", "an option of the URL has no value");
            }
        }
        return options;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ConnectionSettings.problem(POINTER, "option", "an option of the URL is not percent-encoded right");
        }
    }

    /** The base only: options of a URL may be secrets. */
    @Override
    public String toString() {
        return base;
    }
}
