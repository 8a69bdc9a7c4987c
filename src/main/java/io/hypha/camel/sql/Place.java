package io.hypha.camel.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Where in a statement a param stands, as far as it matters to arrays. */
enum Place {
    ORDINARY,
    /** An element of {@code in (...)}, alone: an array becomes its elements. */
    LIST,
    /** An element of {@code in (...)} with a cast or the like: an array would be compared as one value, with nothing equal. */
    WITHIN_LIST;

    private static final Set<String> SUBQUERIES = Set.of("select", "with", "values", "table", "from");

    /** The places of the params of a statement, in order. */
    static List<Place> of(List<Token> tokens) {
        List<Place> places = new ArrayList<>();
        Deque<Boolean> lists = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                lists.push(i > 0 && tokens.get(i - 1).isWord("in") && !isSubquery(tokens, i + 1));
            } else if (token.isSymbol(")")) {
                lists.poll();
            } else if (token.type() == Token.Type.PARAM) {
                places.add(lists.isEmpty() || !lists.peek() ? ORDINARY : inList(tokens, i));
            }
        }
        return places;
    }

    private static boolean isSubquery(List<Token> tokens, int at) {
        return at < tokens.size()
                && tokens.get(at).type() == Token.Type.WORD
                && SUBQUERIES.contains(tokens.get(at).text());
    }

    private static Place inList(List<Token> tokens, int at) {
        boolean starts = tokens.get(at - 1).isSymbol("(") || tokens.get(at - 1).isSymbol(",");
        boolean ends = at + 1 < tokens.size()
                && (tokens.get(at + 1).isSymbol(")") || tokens.get(at + 1).isSymbol(","));
        return starts && ends ? LIST : WITHIN_LIST;
    }
}
