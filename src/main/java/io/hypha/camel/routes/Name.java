package io.hypha.camel.routes;

import java.util.Optional;

/**
 * A name that a file takes in the running context, where each may be taken once.
 *
 * @param kind {@code route}, {@code route template}, {@code route configuration}, {@code bean} or {@code consumer}
 * @param pointer where the file says it
 * @param http which requests a consumer takes, if it takes any
 */
record Name(String kind, String value, String pointer, Optional<HttpPath> http) {
    static final String ROUTE = "route";
    static final String TEMPLATE = "route template";
    static final String CONFIGURATION = "route configuration";
    static final String BEAN = "bean";
    static final String CONSUMER = "consumer";

    Name(String kind, String value, String pointer) {
        this(kind, value, pointer, Optional.empty());
    }

    Name(HttpPath http, String pointer) {
        this(CONSUMER, http.toString(), pointer, Optional.of(http));
    }

    boolean sameAs(Name other) {
        return kind.equals(other.kind)
                && (value.equals(other.value)
                        || http.flatMap(mine -> other.http.map(mine::sameAs)).orElse(false));
    }

    /** Whether two files cannot have these both. Within a file, one path may begin like another. */
    boolean clashesWith(Name other) {
        return sameAs(other)
                || http.flatMap(mine -> other.http.map(mine::overlaps)).orElse(false);
    }
}
