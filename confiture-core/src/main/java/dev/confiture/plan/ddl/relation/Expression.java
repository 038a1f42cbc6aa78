package dev.confiture.plan.ddl.relation;

/** Looks into SQL that the server printed, without understanding it: only quotes and parentheses. */
final class Expression {

    private Expression() {}

    /** Where the parenthesis that opens at {@code open} closes. */
    static int closing(String sql, int open) {
        int depth = 0;
        for (int i = open; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuoted(sql, i);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a parenthesis stays open: " + sql);
    }

    /** Backslashes need no regard: the server doubles them in an E string, in which it doubles quotes too. */
    private static int endOfQuoted(String sql, int start) {
        int end = sql.indexOf(sql.charAt(start), start + 1);
        return end < 0 ? sql.length() : end;
    }

    /** Whether a position lies inside of a literal or a quoted name. */
    static boolean isQuoted(String sql, int position) {
        for (int i = 0; i < position; i++) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuoted(sql, i);
                if (i >= position) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where a word begins outside of quotes and parentheses; -1 if nowhere. */
    static int topLevel(String sql, String word) {
        for (int i = 0; i < sql.length(); i++) {
            if (sql.startsWith(word, i)) {
                return i;
            }
            char c = sql.charAt(i);
            if (c == '(') {
                i = closing(sql, i);
            } else if (c == '\'' || c == '"') {
                i = endOfQuoted(sql, i);
            }
        }
        return -1;
    }

    /** {@code CHECK ((a > 0)) NO INHERIT} as people write it: without more parentheses than it needs, with IN lists. */
    static String simplerCheck(String definition) {
        int open = definition.indexOf('(');
        int close = closing(definition, open);
        String inner = InList.in(withoutParentheses(definition.substring(open + 1, close)));
        return definition.substring(0, open + 1) + inner + definition.substring(close);
    }

    /** What the first parentheses hold. */
    static String firstInParentheses(String definition) {
        int open = definition.indexOf('(');
        return definition.substring(open + 1, closing(definition, open));
    }

    static String withoutParentheses(String expression) {
        boolean enclosed = expression.startsWith("(") && closing(expression, 0) == expression.length() - 1;
        return enclosed ? expression.substring(1, expression.length() - 1) : expression;
    }

    /** A default without the cast to the column's own type, which the server adds again. */
    static String simplerDefault(String expression, String type) {
        if (!expression.startsWith("'")) {
            return expression;
        }
        int end = 1;
        while (end < expression.length() && (end = expression.indexOf('\'', end)) >= 0) {
            if (!expression.startsWith("''", end)) {
                break;
            }
            end += 2;
        }
        int parameters = type.indexOf('(');
        String plain = parameters < 0
                ? type
                : type.substring(0, parameters) + type.substring(type.indexOf(')', parameters) + 1);
        String cast = "'::" + plain;
        return end > 0 && expression.substring(end).equals(cast) ? expression.substring(0, end + 1) : expression;
    }
}
