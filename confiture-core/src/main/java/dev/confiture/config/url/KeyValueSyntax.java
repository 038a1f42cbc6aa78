package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * {@code host=localhost dbname='my app' …}: keywords and values, quoted and escaped as libpq wants it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE">Keyword/value
 *     connection strings</a>
 */
final class KeyValueSyntax {

    /** One known keyword at least: a password alone may have an = too, and must not be taken for a misspelt one. */
    private static final Pattern KNOWN =
            Pattern.compile("(?:^|\\s)(?:" + String.join("|", LibpqParameter.keywords()) + ")\\s*=");

    private final String text;
    private final Consumer<Problem> findings;
    private final ConnectionString result = new ConnectionString();
    private int position;

    private KeyValueSyntax(String text, Consumer<Problem> findings) {
        this.text = text;
        this.findings = findings;
    }

    static boolean accepts(String text) {
        return KNOWN.matcher(text).find();
    }

    static ConnectionString read(String text, Consumer<Problem> findings) {
        KeyValueSyntax syntax = new KeyValueSyntax(text, findings);
        syntax.readPairs();
        return syntax.result;
    }

    private void readPairs() {
        boolean afterPassword = false;
        for (skipSpace(); position < text.length(); skipSpace()) {
            int start = position;
            while (position < text.length() && !isSpace() && text.charAt(position) != '=') {
                position++;
            }
            String keyword = text.substring(start, position);
            skipSpace();
            if (position == text.length() || text.charAt(position) != '=') {
                malformed("a keyword without = and a value");
                return;
            }
            position++;
            skipSpace();
            StringBuilder value = new StringBuilder();
            if (!readValue(value)) {
                malformed("a quote ' that is never closed");
                return;
            }
            if (LibpqParameter.of(keyword).isPresent()) {
                result.parameters().put(keyword, value.toString());
            } else {
                unknown(!afterPassword && keyword.matches("[A-Za-z_]{1,40}") ? keyword : "");
            }
            afterPassword |= keyword.endsWith("password");
        }
    }

    /** Reads one value; false if its quote is never closed. */
    private boolean readValue(StringBuilder value) {
        boolean quoted = position < text.length() && text.charAt(position) == '\'';
        if (quoted) {
            position++;
        }
        while (position < text.length()) {
            char c = text.charAt(position);
            if (quoted ? c == '\'' : isSpace()) {
                position++;
                return true;
            }
            if (c == '\\' && position + 1 < text.length()) {
                c = text.charAt(++position);
            }
            value.append(c);
            position++;
        }
        return !quoted;
    }

    private void skipSpace() {
        while (position < text.length() && isSpace()) {
            position++;
        }
    }

    private boolean isSpace() {
        return Character.isWhitespace(text.charAt(position));
    }

    private void malformed(String what) {
        findings.accept(Problem.error(
                ProblemCode.CONFIG_BAD_URL,
                "The connection string has " + what + ".",
                "",
                "write keyword=value pairs with spaces between them; values with spaces in single quotes,"
                        + " \\' for a quote and \\\\ for a backslash"));
    }

    private void unknown(String keyword) {
        findings.accept(Problem.error(
                ProblemCode.CONFIG_URL_PARAMETER,
                "The connection string has an unknown keyword" + (keyword.isEmpty() ? "" : " \"" + keyword + "\"")
                        + ".",
                keyword.isEmpty() ? "it is not shown, because it may be a part of a password" : "",
                Suggestion.didYouMean(keyword, LibpqParameter.keywords())
                        + "postgresql.org/docs/current/libpq-connect.html lists the keywords"));
    }
}
