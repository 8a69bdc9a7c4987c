package io.hypha.camel.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of database, as far as kinds differ in what is said to them. */
enum Engine {
    POSTGRESQL("jdbc:postgresql:", 5432, ArraySyntax.LITERAL),
    MARIADB("jdbc:mariadb:", 3306, ArraySyntax.LIST),
    /** Spoken to by MariaDB's driver. */
    MYSQL("jdbc:mysql:", 3306, ArraySyntax.LIST),
    H2("jdbc:h2:", 0, ArraySyntax.ARRAY),
    DUCKDB("jdbc:duckdb:", 0, ArraySyntax.ARRAY),
    /** Any other database whose driver is on the class path. */
    JDBC("jdbc:", 0, ArraySyntax.LIST);

    /** How a JSON array becomes a value. */
    enum ArraySyntax {
        /** Text whose type the server finds out, {@code {1,2}}: fits arrays of every element type. */
        LITERAL,
        /** An SQL array of the driver. */
        ARRAY,
        /** One parameter an element: {@code in (:ids)}. */
        LIST
    }

    private final String scheme;
    private final int port;
    private final ArraySyntax arrays;

    Engine(String scheme, int port, ArraySyntax arrays) {
        this.scheme = scheme;
        this.port = port;
        this.arrays = arrays;
    }

    static Optional<Engine> ofUrl(String url) {
        return Arrays.stream(values())
                .filter(engine -> url.regionMatches(true, 0, engine.scheme, 0, engine.scheme.length()))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its JDBC URLs start with. */
    String scheme() {
        return scheme;
    }

    int port() {
        return port;
    }

    ArraySyntax arrays() {
        return arrays;
    }

    boolean isMySql() {
        return this == MARIADB || this == MYSQL;
    }
}
