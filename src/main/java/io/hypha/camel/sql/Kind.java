package io.hypha.camel.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern FIRST_WORD = Pattern.compile("[a-zA-Z]+");

    static Optional<Kind> parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** By the statement's first word outside of comments. */
    static Kind guess(String sql, Engine engine) {
        String word = firstWord(sql, new SqlLexer(sql, engine));
        if (READS.contains(word)) {
            return QUERY;
        }
        return CALLS.contains(word) ? CALL : UPDATE;
    }

    private static String firstWord(String sql, SqlLexer lexer) {
        int at = 0;
        while (at < sql.length() && !Character.isLetter(sql.charAt(at))) {
            at = Math.max(at + 1, lexer.opaqueEnd(at));
        }
        Matcher word = FIRST_WORD.matcher(sql);
        return at < sql.length() && word.region(at, sql.length()).lookingAt()
                ? word.group().toLowerCase(Locale.ROOT)
                : "";
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
