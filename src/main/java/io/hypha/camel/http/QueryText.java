package io.hypha.camel.http;

/** A request target that query parameters are being appended to. */
final class QueryText {
    private final StringBuilder out;
    private char separator;

    /** @param started whether there is a query already */
    QueryText(StringBuilder out, boolean started) {
        this.out = out;
        this.separator = started ? '&' : '?';
    }

    /** Appends a parameter that is a name alone. */
    void flag(String encodedName) {
        out.append(separator).append(encodedName);
        separator = '&';
    }

    /** Starts a parameter; its encoded value is to be appended. */
    StringBuilder start(String encodedName) {
        out.append(separator).append(encodedName).append('=');
        separator = '&';
        return out;
    }
}
