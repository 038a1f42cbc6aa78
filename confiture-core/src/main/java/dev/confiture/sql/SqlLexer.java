package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a script token by token, by the rules of the server's scanner with {@code standard_conforming_strings} on, plus
 * psql's backslash commands. Never fails: what is left open reaches to the end of the text and is told by
 * {@link #unterminated()}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical Structure</a>
 */
public final class SqlLexer {

    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

    private final String text;
    /** The text and a NUL behind it, which no rule accepts: reading is the hot path of every goal. */
    private final char[] chars;

    private int position;
    private int skipFrom = -1;
    private int skipTo = -1;
    private Optional<Unterminated> unterminated = Optional.empty();

    private SqlLexer(String text) {
        this.text = requireNonNull(text, "text");
        this.chars = Arrays.copyOf(text.toCharArray(), text.length() + 1);
        // psql drops a byte order mark at the start of a file; anywhere else it would be a letter.
        this.position = text.startsWith("\uFEFF") ? 1 : 0;
    }

    public static SqlLexer of(String text) {
        return new SqlLexer(text);
    }

    /** All tokens without comments and without the last one, {@link Kind#END}. */
    public static List<SqlToken> tokens(String text) {
        SqlLexer lexer = of(text);
        List<SqlToken> tokens = new ArrayList<>();
        for (SqlToken token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            if (!token.isComment()) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** What the last token left open. */
    public Optional<Unterminated> unterminated() {
        return unterminated;
    }

    /** The offset from which the next token is looked for. */
    int position() {
        return position;
    }

    /** Leaves out a part of the text that begins a line and follows the position; one part at a time. */
    void skip(int from, int to) {
        skipFrom = from;
        skipTo = to;
    }

    /** The next token, comments among them; at the end of the text {@link Kind#END}, again and again. */
    public SqlToken next() {
        int start = position;
        while (isSpace(chars[start])) {
            start++;
            if (start == skipFrom) {
                start = skipTo;
            }
        }
        position = start;
        if (start == text.length()) {
            return new SqlToken(Kind.END, start, start);
        }
        char c = chars[start];
        if (isNameStart(c)) {
            return nameOrPrefixedString(start);
        }
        if (isDigit(c) || (c == '.' && isDigit(chars[start + 1]))) {
            return number(start);
        }
        return switch (c) {
            case '\'' -> string(start, start, false);
            case '"' -> quotedName(start, start);
            case '$' -> dollar(start);
            case ';' -> single(Kind.SEMICOLON);
            case '(' -> single(Kind.OPEN_PARENTHESIS);
            case ')' -> single(Kind.CLOSE_PARENTHESIS);
            case '\\' -> toLineEnd(Kind.META_COMMAND);
            default -> commentOrOperator(start);
        };
    }

    private SqlToken commentOrOperator(int start) {
        if (startsComment(start)) {
            return chars[start] == '-' ? toLineEnd(Kind.LINE_COMMENT) : blockComment(start);
        }
        int end = start;
        while (OPERATOR_CHARACTERS.indexOf(chars[end]) >= 0 && !startsComment(end)) {
            end++;
        }
        position = end;
        return end > start ? new SqlToken(Kind.OPERATOR, start, end) : single(Kind.PUNCTUATION);
    }

    private boolean startsComment(int offset) {
        char c = chars[offset];
        return (c == '-' && chars[offset + 1] == '-') || (c == '/' && chars[offset + 1] == '*');
    }

    private SqlToken single(Kind kind) {
        return new SqlToken(kind, position, ++position);
    }

    private SqlToken toLineEnd(Kind kind) {
        int start = position;
        position = lineEnd(start);
        return new SqlToken(kind, start, position);
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && !isLineEnd(chars[end])) {
            end++;
        }
        return end;
    }

    private SqlToken blockComment(int start) {
        int depth = 1;
        for (int i = start + 2; i < text.length(); i++) {
            boolean opens = chars[i] == '/' && chars[i + 1] == '*';
            boolean closes = chars[i] == '*' && chars[i + 1] == '/';
            if (opens || closes) {
                depth += opens ? 1 : -1;
                i++;
            }
            if (depth == 0) {
                position = i + 1;
                return new SqlToken(Kind.BLOCK_COMMENT, start, position);
            }
        }
        return open(Kind.BLOCK_COMMENT, Unterminated.What.BLOCK_COMMENT, start);
    }

    private SqlToken nameOrPrefixedString(int start) {
        char prefix = Character.toLowerCase(chars[start]);
        if (chars[start + 1] == '\'' && "ebxn".indexOf(prefix) >= 0) {
            return string(start, start + 1, prefix == 'e');
        }
        if (prefix == 'u' && chars[start + 1] == '&') {
            if (chars[start + 2] == '\'') {
                return string(start, start + 2, false);
            }
            if (chars[start + 2] == '"') {
                return quotedName(start, start + 2);
            }
        }
        int end = start;
        while (isNamePart(chars[end])) {
            end++;
        }
        position = end;
        return new SqlToken(Kind.WORD, start, end);
    }

    private SqlToken number(int start) {
        int end = digits(start);
        if (chars[end] == '.' && chars[end + 1] != '.') {
            end = digits(end + 1);
        }
        if (chars[end] == 'e' || chars[end] == 'E') {
            int sign = chars[end + 1] == '+' || chars[end + 1] == '-' ? 1 : 0;
            end = isDigit(chars[end + 1 + sign]) ? end + 1 + sign : end;
        }
        while (isAsciiLetter(chars[end]) || isDigit(chars[end]) || chars[end] == '_') {
            end++;
        }
        position = end;
        return new SqlToken(Kind.NUMBER, start, end);
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(chars[end]) || chars[end] == '_') {
            end++;
        }
        return end;
    }

    private SqlToken dollar(int start) {
        if (isDigit(chars[start + 1])) {
            position = digits(start + 1);
            return new SqlToken(Kind.PARAMETER, start, position);
        }
        int tagEnd = start + 1;
        while (isNamePart(chars[tagEnd]) && chars[tagEnd] != '$') {
            tagEnd++;
        }
        if (chars[tagEnd] != '$') {
            return single(Kind.PUNCTUATION);
        }
        String quote = text.substring(start, tagEnd + 1);
        int close = text.indexOf(quote, tagEnd + 1);
        if (close < 0) {
            return open(Kind.DOLLAR_STRING, Unterminated.What.DOLLAR_STRING, start);
        }
        position = close + quote.length();
        return new SqlToken(Kind.DOLLAR_STRING, start, position);
    }

    private SqlToken quotedName(int start, int quote) {
        return skipQuoted(quote, false)
                ? new SqlToken(Kind.QUOTED_NAME, start, position)
                : open(Kind.QUOTED_NAME, Unterminated.What.QUOTED_NAME, start);
    }

    private SqlToken string(int start, int quote, boolean escapes) {
        int next = quote;
        do {
            if (!skipQuoted(next, escapes)) {
                return open(Kind.STRING, Unterminated.What.STRING, start);
            }
            next = continuation();
        } while (next >= 0);
        return new SqlToken(Kind.STRING, start, position);
    }

    /** Moves behind the closing quote; false if there is none. */
    private boolean skipQuoted(int quote, boolean escapes) {
        char mark = chars[quote];
        for (int i = quote + 1; i < text.length(); i++) {
            char c = chars[i];
            if (c == mark && chars[i + 1] != mark) {
                position = i + 1;
                return true;
            }
            if (c == mark || (escapes && c == '\\')) {
                i++;
            }
        }
        return false;
    }

    /**
     * The quote of the next part of this string, or -1: parts separated by white space with a line end are one string,
     * and an {@code E} before the first holds for all of them.
     */
    private int continuation() {
        boolean newLine = false;
        int i = position;
        while (isSpace(chars[i]) || (startsComment(i) && chars[i] == '-')) {
            newLine |= isLineEnd(chars[i]);
            i = isSpace(chars[i]) ? i + 1 : lineEnd(i);
        }
        return newLine && chars[i] == '\'' ? i : -1;
    }

    private SqlToken open(Kind kind, Unterminated.What what, int start) {
        unterminated = Optional.of(new Unterminated(what, start));
        position = text.length();
        return new SqlToken(kind, start, position);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The server takes every byte of a non-ASCII character for a letter. */
    private static boolean isNameStart(char c) {
        return isAsciiLetter(c) || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
