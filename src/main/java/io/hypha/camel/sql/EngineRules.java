package io.hypha.camel.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one kind of database cannot be kept from by rights or settings. */
final class EngineRules {
    /** The pragmas of DuckDB that only read. */
    private static final Set<String> PRAGMAS = Set.of(
            "table_info",
            "show_tables",
            "show_tables_expanded",
            "show_databases",
            "show",
            "database_list",
            "database_size",
            "storage_info",
            "metadata_info",
            "functions",
            "collations",
            "version",
            "platform");

    /** Functions of DuckDB that write logs of all its users to files, or run text as statements. */
    private static final Set<String> DUCKDB = Set.of(
            "enable_logging",
            "disable_logging",
            "truncate_duckdb_logs",
            "enable_profiling",
            "json_execute_serialized_sql",
            "pragma_json_execute_serialized_sql");

    private EngineRules() {}

    /** @throws IllegalArgumentException with the reason and what to do instead */
    static void require(List<Token> tokens, Engine engine) {
        switch (engine) {
            case H2 -> h2(tokens);
            case DUCKDB -> duckDb(tokens);
            case POSTGRESQL -> refuse(tokens, Set.of("set_config"), "changes the connection, which later calls share");
            default -> alter(tokens, "session", "changes the connection, which later calls share");
        }
    }

    /**
     * H2 stores what FORCE creates without compiling it, so without asking for rights, and compiles it when it opens the file:
     * as itself, whoever connects. A view on {@code csvread} would read any file then.
     */
    private static void h2(List<Token> tokens) {
        if (words(tokens).findFirst().filter("create"::equals).isPresent()
                && words(tokens).anyMatch("force"::equals)) {
            throw new IllegalArgumentException(
                    "'force' is refused in create: what it makes would be compiled later with"
                            + " other rights than yours. If it is a name, quote it");
        }
        alter(tokens, "user", "changes the user that all statements run as");
    }

    private static void alter(List<Token> tokens, String what, String why) {
        if (words(tokens).limit(2).toList().equals(List.of("alter", what))) {
            throw new IllegalArgumentException("'alter " + what + "' is refused: it " + why);
        }
    }

    private static void duckDb(List<Token> tokens) {
        refuse(tokens, DUCKDB, "reaches beyond this call");
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i).text().equals("query")
                    && tokens.get(i + 1).isSymbol("(")) {
                throw new IllegalArgumentException("the function 'query' is refused: write its statement itself");
            }
        }
        if (!tokens.isEmpty() && tokens.get(0).isWord("pragma")) {
            pragma(tokens);
        }
    }

    private static void pragma(List<Token> tokens) {
        boolean reads = tokens.size() > 1
                && PRAGMAS.contains(tokens.get(1).text())
                && tokens.stream().noneMatch(token -> token.isSymbol("="));
        if (!reads) {
            throw new IllegalArgumentException(
                    "this pragma is refused, as it may change the database for others. Allowed: "
                            + String.join(", ", PRAGMAS.stream().sorted().toList()));
        }
    }

    private static void refuse(List<Token> tokens, Set<String> names, String why) {
        for (Token token : tokens) {
            if (token.isName() && names.contains(token.text())) {
                throw new IllegalArgumentException("'" + token.text() + "' is refused: it " + why);
            }
        }
    }

    private static Stream<String> words(List<Token> tokens) {
        return tokens.stream().filter(token -> token.type() == Token.Type.WORD).map(Token::text);
    }
}
