package io.hypha.camel.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a statement is for; also the names of the actions that every database has. */
enum Kind {
    /** Reads; whatever it changes is undone. */
    QUERY,
    UPDATE,
    /** One statement with many rows of params, all or nothing. */
    BATCH,
    /** A procedure. */
    CALL;

    private static final Set<String> READS = Set.of(
            "select", "with", "values", "show", "table", "explain", "describe", "desc", "pragma", "from", "summarize");
    private static final Set<String> CALLS = Set.of("call", "exec", "execute");

    static Optional<Kind> parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** By the statement's first word outside of comments. */
    static Kind guess(String sql, Engine engine) {
        String word = StatementRules.firstWord(Token.of(sql, engine));
        if (READS.contains(word)) {
            return QUERY;
        }
        return CALLS.contains(word) ? CALL : UPDATE;
    }

    /** @param word a statement's first, in lower case */
    static boolean reads(String word) {
        return READS.contains(word);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
