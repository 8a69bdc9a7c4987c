package io.hypha.camel.routes;

/**
 * A name that a file takes in the running context, where each may be taken once.
 *
 * @param kind {@code route}, {@code route template}, {@code route configuration}, {@code bean} or {@code consumer}
 * @param pointer where the file says it
 */
record Name(String kind, String value, String pointer) {
    static final String ROUTE = "route";
    static final String TEMPLATE = "route template";
    static final String CONFIGURATION = "route configuration";
    static final String BEAN = "bean";
    static final String CONSUMER = "consumer";

    boolean sameAs(Name other) {
        return kind.equals(other.kind) && value.equals(other.value);
    }
}
