package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

/**
 * One token of a script.
 *
 * @param start UTF-16 offset of its first character
 * @param end UTF-16 offset behind its last character
 */
public record SqlToken(Kind kind, int start, int end) {

    public SqlToken {
        requireNonNull(kind, "kind");
    }

    /** What a token is, as far as statements and their names need to know. */
    public enum Kind {
        /** A key word or a name without quotes. */
        WORD,
        /** {@code "…"} or {@code U&"…"}. */
        QUOTED_NAME,
        /** {@code '…'} with any prefix, and all its continuations on following lines. */
        STRING,
        /** {@code $tag$…$tag$}. */
        DOLLAR_STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** A run of operator characters that holds no start of a comment. */
        OPERATOR,
        SEMICOLON,
        OPEN_PARENTHESIS,
        CLOSE_PARENTHESIS,
        /** One other character. */
        PUNCTUATION,
        /** A backslash outside of all quotes, to the end of its line: a command to psql. */
        META_COMMAND,
        /** {@code --} to the end of the line, without the line end. */
        LINE_COMMENT,
        /** {@code /*}, nested ones included. */
        BLOCK_COMMENT,
        /** Behind the last token; empty. */
        END
    }

    public boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    /** Whether this is a word without quotes that reads as the given key word in any letter case. */
    public boolean isWord(String script, String keyword) {
        return kind == Kind.WORD
                && end - start == keyword.length()
                && script.regionMatches(true, start, keyword, 0, keyword.length());
    }

    public String text(String script) {
        return script.substring(start, end);
    }
}
