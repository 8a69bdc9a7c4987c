package io.hypha.camel.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntBiFunction;

/**
 * A statement cut at its named params: {@code :name} outside of quotes, comments and dollar quotes; {@code ::} is a cast.
 * Values never become part of the text.
 *
 * @param pieces the text before, between and after the params
 * @param params the name of each, in order; a name may come twice
 * @param places where each stands
 */
record SqlText(List<String> pieces, List<String> params, List<Place> places) {
    private static final int LONGEST = 100_000;

    SqlText {
        pieces = List.copyOf(pieces);
        params = List.copyOf(params);
        places = List.copyOf(places);
    }

    /** @throws IllegalArgumentException if a quote or a comment does not end, or a param has no name */
    static SqlText parse(String sql, Engine engine) {
        requireLength(sql);
        return new Cutter(sql, engine).cut();
    }

    static void requireLength(String sql) {
        if (sql.isBlank() || sql.length() > LONGEST) {
            throw new IllegalArgumentException("a statement has from 1 to " + LONGEST + " characters: " + sql.length());
        }
    }

    Set<String> names() {
        return new LinkedHashSet<>(params);
    }

    /** The text for JDBC. {@code width} says how many question marks a param takes; none is written as {@code null}. */
    String render(ToIntBiFunction<String, Place> width) {
        StringBuilder text = new StringBuilder(pieces.get(0));
        for (int i = 0; i < params.size(); i++) {
            int marks = width.applyAsInt(params.get(i), places.get(i));
            text.append(marks == 0 ? "null" : "?" + ", ?".repeat(marks - 1)).append(pieces.get(i + 1));
        }
        return text.toString();
    }

    private static final class Cutter {
        private final String sql;
        private final Engine engine;
        private final SqlLexer lexer;
        private final List<String> pieces = new ArrayList<>();
        private final List<String> params = new ArrayList<>();
        private final StringBuilder piece = new StringBuilder();

        Cutter(String sql, Engine engine) {
            this.sql = sql;
            this.engine = engine;
            this.lexer = new SqlLexer(sql, engine);
        }

        SqlText cut() {
            int at = 0;
            while (at < sql.length()) {
                int end = lexer.opaqueEnd(at);
                int nameEnd = end > at ? at : lexer.paramEnd(at);
                if (nameEnd > at) {
                    params.add(sql.substring(at + 1, nameEnd));
                    pieces.add(piece.toString());
                    piece.setLength(0);
                    at = nameEnd;
                } else if (end > at) {
                    piece.append(sql, at, end);
                    at = end;
                } else {
                    at += plain(at);
                }
            }
            pieces.add(piece.toString());
            return new SqlText(pieces, params, Place.of(Token.of(sql, engine)));
        }

        private int plain(int at) {
            char c = sql.charAt(at);
            if (c != '?') {
                piece.append(c);
                return 1;
            }
            if (engine != Engine.POSTGRESQL) {
                throw new IllegalArgumentException(
                        "? at character " + (at + 1) + " has no name: write :name and give its value in params");
            }
            // PostgreSQL has operators of question marks, which its driver takes doubled.
            piece.append("??");
            return sql.startsWith("??", at) ? 2 : 1;
        }
    }
}
