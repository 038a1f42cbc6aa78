package dev.confiture.plan.ddl.access;

/** An expression as the server prints it: with parentheses around or without. */
final class Condition {

    private Condition() {}

    /** Adds them only where one pair does not hold the whole. */
    static String inParentheses(String expression) {
        return isInParentheses(expression) ? expression : "(" + expression + ")";
    }

    private static boolean isInParentheses(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return false;
        }
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < expression.length() - 1; i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return false;
            }
        }
        return quote == 0;
    }
}
