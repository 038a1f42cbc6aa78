package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
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
    private int position;
    private int skipFrom = -1;
    private int skipTo = -1;
    private Optional<Unterminated> unterminated = Optional.empty();

    private SqlLexer(String text) {
        this.text = requireNonNull(text, "text");
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
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
            if (position == skipFrom) {
                position = skipTo;
            }
        }
        int start = position;
        if (start == text.length()) {
            return new SqlToken(Kind.END, start, start);
        }
        char c = text.charAt(start);
        if (isNameStart(c)) {
            return nameOrPrefixedString(start);
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(start + 1)))) {
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
        if (text.startsWith("--", start)) {
            return toLineEnd(Kind.LINE_COMMENT);
        }
        if (text.startsWith("/*", start)) {
            return blockComment(start);
        }
        while (OPERATOR_CHARACTERS.indexOf(charAt(position)) >= 0
                && !text.startsWith("--", position)
                && !text.startsWith("/*", position)) {
            position++;
        }
        return position > start ? new SqlToken(Kind.OPERATOR, start, position) : single(Kind.PUNCTUATION);
    }

    private SqlToken single(Kind kind) {
        return new SqlToken(kind, position, ++position);
    }

    private SqlToken toLineEnd(Kind kind) {
        int start = position;
        while (position < text.length() && !isLineEnd(text.charAt(position))) {
            position++;
        }
        return new SqlToken(kind, start, position);
    }

    private SqlToken blockComment(int start) {
        position += 2;
        for (int depth = 1; depth > 0; ) {
            int close = text.indexOf("*/", position);
            int open = text.indexOf("/*", position);
            if (close < 0) {
                return open(Kind.BLOCK_COMMENT, Unterminated.What.BLOCK_COMMENT, start);
            }
            boolean deeper = open >= 0 && open < close;
            depth += deeper ? 1 : -1;
            position = (deeper ? open : close) + 2;
        }
        return new SqlToken(Kind.BLOCK_COMMENT, start, position);
    }

    private SqlToken nameOrPrefixedString(int start) {
        char prefix = Character.toLowerCase(text.charAt(start));
        if (charAt(start + 1) == '\'' && "ebxn".indexOf(prefix) >= 0) {
            return string(start, start + 1, prefix == 'e');
        }
        if (prefix == 'u' && charAt(start + 1) == '&') {
            if (charAt(start + 2) == '\'') {
                return string(start, start + 2, false);
            }
            if (charAt(start + 2) == '"') {
                return quotedName(start, start + 2);
            }
        }
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return new SqlToken(Kind.WORD, start, position);
    }

    private SqlToken number(int start) {
        while (isDigit(charAt(position)) || charAt(position) == '_') {
            position++;
        }
        if (charAt(position) == '.' && charAt(position + 1) != '.') {
            position++;
            while (isDigit(charAt(position)) || charAt(position) == '_') {
                position++;
            }
        }
        int exponent = "+-".indexOf(charAt(position + 1)) >= 0 ? 2 : 1;
        if (Character.toLowerCase(charAt(position)) == 'e' && isDigit(charAt(position + exponent))) {
            position += exponent;
        }
        while (isAsciiLetter(charAt(position)) || isDigit(charAt(position)) || charAt(position) == '_') {
            position++;
        }
        return new SqlToken(Kind.NUMBER, start, position);
    }

    private SqlToken dollar(int start) {
        if (isDigit(charAt(start + 1))) {
            position++;
            while (isDigit(charAt(position))) {
                position++;
            }
            return new SqlToken(Kind.PARAMETER, start, position);
        }
        int tagEnd = start + 1;
        while (isNamePart(charAt(tagEnd)) && charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (charAt(tagEnd) != '$') {
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
        char mark = text.charAt(quote);
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == mark && charAt(i + 1) != mark) {
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
        while (i < text.length()) {
            if (isSpace(text.charAt(i))) {
                newLine |= isLineEnd(text.charAt(i));
                i++;
            } else if (text.startsWith("--", i)) {
                while (i < text.length() && !isLineEnd(text.charAt(i))) {
                    i++;
                }
            } else {
                break;
            }
        }
        return newLine && charAt(i) == '\'' ? i : -1;
    }

    private SqlToken open(Kind kind, Unterminated.What what, int start) {
        unterminated = Optional.of(new Unterminated(what, start));
        position = text.length();
        return new SqlToken(kind, start, position);
    }

    /** NUL behind the end: no rule accepts it. */
    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
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
