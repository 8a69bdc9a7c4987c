package io.hypha.camel.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of a statement that means something; comments and blanks do not.
 *
 * @param text of words and quoted names in lower case, without the quotes; of a param its name
 * @param at where it starts
 */
record Token(Type type, String text, int at) {
    enum Type {
        /** A name, a keyword or a number. */
        WORD,
        QUOTED_NAME,
        STRING,
        PARAM,
        /** One character, or the two of a cast. */
        SYMBOL
    }

    /** @throws IllegalArgumentException if a quote or a comment does not end */
    static List<Token> of(String sql, Engine engine) {
        SqlLexer lexer = new SqlLexer(sql, engine);
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int end = lexer.opaqueEnd(at);
            if (end > at) {
                opaque(sql, at, end, tokens);
            } else if (lexer.paramEnd(at) > at) {
                end = lexer.paramEnd(at);
                tokens.add(new Token(Type.PARAM, sql.substring(at + 1, end), at));
            } else if (lexer.wordEnd(at) > at) {
                end = lexer.wordEnd(at);
                tokens.add(new Token(Type.WORD, folded(sql.substring(at, end)), at));
            } else {
                end = at + 1;
                if (!Character.isWhitespace(sql.charAt(at))) {
                    tokens.add(new Token(Type.SYMBOL, sql.substring(at, end), at));
                }
            }
            at = end;
        }
        return tokens;
    }

    private static void opaque(String sql, int at, int end, List<Token> tokens) {
        switch (sql.charAt(at)) {
            case '"', '`' -> tokens.add(new Token(Type.QUOTED_NAME, folded(sql.substring(at + 1, end - 1)), at));
            case '\'', '$' -> tokens.add(new Token(Type.STRING, "", at));
            case ':' -> tokens.add(new Token(Type.SYMBOL, "::", at));
            default -> {
                // a comment
            }
        }
    }

    /** Databases fold by upper case some letters that are no ASCII: a long s is an S. */
    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return type == Type.WORD || type == Type.QUOTED_NAME;
    }
}
