package io.hypha.camel.sql;

/** Finds what in a statement is opaque: quotes, comments, dollar quotes, casts. */
final class SqlLexer {
    private final String sql;
    private final Engine engine;

    SqlLexer(String sql, Engine engine) {
        this.sql = sql;
        this.engine = engine;
    }

    /** The end of the {@code :name} that starts here; {@code at} if none does. */
    int paramEnd(int at) {
        if (sql.charAt(at) != ':' || at + 1 == sql.length() || !isNameStart(sql.charAt(at + 1))) {
            return at;
        }
        int end = at + 2;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of the word, a name or a number, that starts here; {@code at} if none does. */
    int wordEnd(int at) {
        int end = at;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of the opaque text that starts here; {@code at} if none does. */
    int opaqueEnd(int at) {
        return switch (sql.charAt(at)) {
            case '\'', '"' -> quoteEnd(at, hasBackslashes(at));
            case '`' -> engine.isMySql() || engine == Engine.H2 ? quoteEnd(at, false) : at;
            case '-' -> isDashes(at) ? lineEnd(at) : at;
            case '#' -> engine.isMySql() ? lineEnd(at) : at;
            case '/' -> slash(at);
            case '$' -> engine.isMySql() ? at : dollarEnd(at);
            case ':' -> sql.startsWith("::", at) ? at + 2 : at;
            default -> at;
        };
    }

    /** To MySQL 5--1 is six. */
    private boolean isDashes(int at) {
        return sql.startsWith("--", at) && (!engine.isMySql() || at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    private int slash(int at) {
        if (engine.isMySql() && (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at))) {
            throw new IllegalArgumentException("the comment at character " + (at + 1)
                    + " would be run by the server: write it as an ordinary part of the statement");
        }
        if (engine == Engine.H2 && sql.startsWith("//", at)) {
            return lineEnd(at);
        }
        return sql.startsWith("/*", at) ? commentEnd(at) : at;
    }

    private boolean hasBackslashes(int at) {
        if (engine.isMySql()) {
            return true;
        }
        // E'...' of PostgreSQL and DuckDB
        return sql.charAt(at) == '\''
                && at > 0
                && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                && (at == 1 || !isNamePart(sql.charAt(at - 2)));
    }

    /** A doubled quote within is two texts side by side, which is as opaque. */
    private int quoteEnd(int at, boolean backslashes) {
        char quote = sql.charAt(at);
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && backslashes) {
                i++;
            }
        }
        throw unended(String.valueOf(quote), at);
    }

    private int lineEnd(int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end;
    }

    private int commentEnd(int at) {
        int depth = 0;
        for (int i = at; i < sql.length() - 1; i++) {
            if (sql.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            } else if (sql.startsWith("/*", i) && (depth == 0 || !engine.isMySql())) {
                depth++;
                i++;
            }
        }
        throw unended("/*", at);
    }

    private int dollarEnd(int at) {
        if (at > 0 && isNamePart(sql.charAt(at - 1))) {
            return at;
        }
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isNamePart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd == sql.length() || sql.charAt(tagEnd) != '$' || Character.isDigit(sql.charAt(at + 1))) {
            return at;
        }
        String tag = sql.substring(at, tagEnd + 1);
        if (engine == Engine.H2 && tag.length() > 2) {
            return at;
        }
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw unended(tag, at);
        }
        return end + tag.length();
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isLetter(c);
    }

    /** To PostgreSQL whatever is not ASCII belongs to a name. */
    private static boolean isNamePart(char c) {
        return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
    }

    private static IllegalArgumentException unended(String what, int at) {
        return new IllegalArgumentException(what + " at character " + (at + 1) + " does not end");
    }
}
