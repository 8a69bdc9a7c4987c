package io.hypha.management;

/** A precondition that a change may have (RFC 9110, 13.1). */
enum Condition {
    IF_MATCH("If-Match"),
    IF_NONE_MATCH("If-None-Match");

    private final String header;

    Condition(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }
}
