package io.hypha.camel.sql;

import java.util.List;
import java.util.Set;

/** Finds where the one statement of a text ends. */
final class Script {
    /** What {@code end if} and the like end, which did not count as a beginning. */
    private static final Set<String> UNCOUNTED = Set.of("if", "while", "loop", "repeat", "for");

    private final List<Token> tokens;

    Script(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Where the text may be cut off.
     *
     * @param compound true if the statement may have others within, between {@code begin} and {@code end}
     * @throws IllegalArgumentException if another statement follows
     */
    int end(String sql, boolean compound) {
        int blocks = 0;
        int parentheses = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            parentheses = Math.max(0, parentheses + (token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0));
            blocks += compound ? block(i) : 0;
            if (token.isSymbol(";") && blocks <= 0 && parentheses == 0) {
                requireNothing(i + 1, token);
                return token.at();
            }
        }
        return sql.length();
    }

    private int block(int i) {
        Token token = tokens.get(i);
        Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
        if (token.isWord("end")) {
            return next.type() == Token.Type.WORD && UNCOUNTED.contains(next.text()) ? 0 : -1;
        }
        boolean begins = token.isWord("begin") || token.isWord("case");
        return begins && !(i > 0 && tokens.get(i - 1).isWord("end")) ? 1 : 0;
    }

    private void requireNothing(int from, Token end) {
        for (Token token : tokens.subList(from, tokens.size())) {
            if (!token.isSymbol(";")) {
                throw new IllegalArgumentException("more follows the ';' at character " + (end.at() + 1)
                        + ", but one call runs one statement: declare each statement as an operation of its own, or put"
                        + " them into a procedure of the database and call that");
            }
        }
    }
}
