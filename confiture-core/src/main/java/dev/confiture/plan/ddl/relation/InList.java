package dev.confiture.plan.ddl.relation;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code state IN ('new', 'done')}, which the server prints as a comparison with an array, as people write it. */
final class InList {

    /** A literal's end is found without a step back: it may be long. */
    private static final String LITERAL = "'[^']*+(?:''[^']*+)*+'";

    private static final String COLUMN = "(?<![\\w.\"$)])([a-z_][a-z0-9_$]*+|\"[^\"]++\")";

    private static final String COMPARISON = " (= ANY|<> ALL) \\(";

    /** Column and literals are of one type. */
    private static final Pattern OF_ONE_TYPE =
            listed(COLUMN, LITERAL + "::([a-z][^'\\[\\](),]*+|\"[^'\\[\\](),]++)", LITERAL + "::\\4");

    private static final Pattern OF_INTEGERS = listed(COLUMN, "\\d++", "\\d++");

    private static final String VARYING = "\\(" + LITERAL + "::character varying\\)::text";

    private static final Pattern OF_VARYING = listed("\\(" + COLUMN + "\\)::text", VARYING, VARYING);

    /** A type that has no part in IN. */
    private static final Pattern CAST = Pattern.compile("\\(?(" + LITERAL + ")::[^'\\[\\](),]++(?:\\)::text)?");

    private InList() {}

    /** With at least two elements: with one, the server would read something else. */
    private static Pattern listed(String column, String element, String next) {
        return Pattern.compile(column + COMPARISON + "ARRAY\\[(" + element + "(?:, " + next + ")++)\\]\\)");
    }

    /** The expression with each such comparison as an IN list; a literal's text is never touched. */
    static String in(String expression) {
        String text = expression;
        for (Pattern pattern : new Pattern[] {OF_ONE_TYPE, OF_INTEGERS, OF_VARYING}) {
            text = replaced(pattern, text);
        }
        return text;
    }

    private static String replaced(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String written = Expression.isQuoted(text, matcher.start()) ? matcher.group() : written(matcher);
            matcher.appendReplacement(result, Matcher.quoteReplacement(written));
        }
        return matcher.appendTail(result).toString();
    }

    private static String written(MatchResult comparison) {
        String operator = comparison.group(2).startsWith("=") ? "IN" : "NOT IN";
        String elements = CAST.matcher(comparison.group(3)).replaceAll("$1");
        return comparison.group(1) + ' ' + operator + " (" + elements + ')';
    }
}
