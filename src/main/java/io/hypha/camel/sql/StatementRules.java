package io.hypha.camel.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement may be: one alone, of the kind it is run as, and none that ends our transaction or leaves something in
 * the session, which later calls of others would find.
 */
final class StatementRules {
    private static final Set<String> TRANSACTION =
            Set.of("begin", "start", "commit", "rollback", "savepoint", "release", "end", "abort", "xa");
    private static final Set<String> SESSION = Set.of(
            "set",
            "reset",
            "use",
            "discard",
            "prepare",
            "deallocate",
            "execute",
            "lock",
            "unlock",
            "handler",
            "listen");
    /** Of code that the database runs as it comes. */
    private static final Set<String> BLOCKS = Set.of("begin", "declare", "do");

    private static final Set<String> PROCEDURAL = Set.of("create", "alter", "begin");

    private final Engine engine;
    private final Kind kind;
    private final String sql;
    private final List<Token> tokens;

    private StatementRules(String sql, Kind kind, Engine engine) {
        this.engine = engine;
        this.kind = kind;
        this.sql = sql;
        this.tokens = Token.of(sql, engine);
    }

    /**
     * The statement without what ends it.
     *
     * @throws IllegalArgumentException with the reason and what to do instead
     */
    static String require(String sql, Kind kind, Engine engine) {
        StatementRules rules = new StatementRules(sql, kind, engine);
        rules.requireHarmless(firstWord(rules.tokens));
        EngineRules.require(rules.tokens, engine);
        return sql.substring(0, rules.end());
    }

    /** The first word, in lower case, be it in parentheses or JDBC's braces; empty if there is none. */
    static String firstWord(List<Token> tokens) {
        Optional<Token> first = tokens.stream()
                .filter(token -> !token.isSymbol("(") && !token.isSymbol("{"))
                .findFirst();
        return first.filter(token -> token.type() == Token.Type.WORD)
                .map(Token::text)
                .orElse("");
    }

    /** True of code that may have changed the session in any way, and may have committed. */
    static boolean isBlock(String sql, Engine engine) {
        return BLOCKS.contains(firstWord(Token.of(sql, engine)));
    }

    /** True if there may be rows to read: of a query, or of what returns the rows that it changed. */
    static boolean givesRows(String sql, Engine engine) {
        List<Token> tokens = Token.of(sql, engine);
        return Kind.reads(firstWord(tokens)) || tokens.stream().anyMatch(token -> token.isWord("returning"));
    }

    private void requireHarmless(String word) {
        if (kind == Kind.QUERY && !Kind.reads(word)) {
            throw new IllegalArgumentException("a query begins with a word that reads, such as select, not with '"
                    + word + "': run it with the action update, or declare it with kind: update");
        }
        boolean begins = startsWithBrace() ? word.equals("call") || isCallEscape() : !word.isEmpty();
        if (!begins) {
            throw new IllegalArgumentException("a statement begins with a word such as select, insert or call");
        }
        if (isCode(word)) {
            return;
        }
        if (TRANSACTION.contains(word)) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no statement here: each call is a transaction of its own."
                            + " For several statements in one, use the action batch, or call a procedure of the database");
        }
        if (SESSION.contains(word)) {
            throw new IllegalArgumentException("'" + word + "' is refused: it changes the connection, which later calls"
                    + " share. Say it under connection.options, in the statement itself, or in the account's settings");
        }
    }

    /** Blocks of code are for call, on databases that have them; a procedure of SQL Server is called by execute. */
    private boolean isCode(String word) {
        if (kind != Kind.CALL) {
            return false;
        }
        return switch (engine) {
            case JDBC -> word.equals("begin") || word.equals("execute");
            case MARIADB, MYSQL ->
                word.equals("begin") && tokens.size() > 1 && tokens.get(1).isWord("not");
            default -> false;
        };
    }

    private boolean startsWithBrace() {
        return tokens.stream()
                .filter(token -> !token.isSymbol("("))
                .findFirst()
                .filter(token -> token.isSymbol("{"))
                .isPresent();
    }

    /** <code>{:x = call f()}</code> */
    private boolean isCallEscape() {
        return tokens.size() > 3
                && tokens.get(0).isSymbol("{")
                && tokens.get(1).type() == Token.Type.PARAM
                && tokens.get(2).isSymbol("=")
                && tokens.get(3).isWord("call");
    }

    private int end() {
        String word = firstWord(tokens);
        boolean procedural = PROCEDURAL.contains(word) || (kind == Kind.CALL && word.equals("declare"));
        if (engine == Engine.JDBC && (procedural || kind == Kind.CALL)) {
            // Oracle's blocks have statements before 'begin', and need their last ';'.
            return sql.length();
        }
        boolean compound = engine == Engine.POSTGRESQL || engine.isMySql();
        return new Script(tokens).end(sql, compound && procedural);
    }
}
