package dev.confiture.processor.text;

import java.util.Arrays;

/**
 * Cuts Java source into tokens, for digests: comments and layout are left out. The compiler's own scanner is closed to
 * processors, and its printed trees are no contract between JDK versions.
 */
final class Tokeniser {

    private final int length;
    /** The source and three NUL behind it: plain array reads, for this runs before the JVM compiles it. */
    private final char[] chars;

    private final Tokens tokens;
    private int at;

    private Tokeniser(String text) {
        this.length = text.length();
        this.chars = Arrays.copyOf(text.toCharArray(), length + 3);
        this.tokens = new Tokens(text);
    }

    /**
     * @param text source that compiles; what does not is cut somehow
     */
    static Tokens tokens(String text) {
        Tokeniser tokeniser = new Tokeniser(text);
        while (tokeniser.at < tokeniser.length) {
            tokeniser.next();
        }
        return tokeniser.tokens;
    }

    private void next() {
        char c = chars[at];
        if (isSpace(c)) {
            at++;
        } else if (c == '/' && chars[at + 1] == '/') {
            skipLine();
        } else if (c == '/' && chars[at + 1] == '*') {
            skipComment();
        } else {
            int start = at;
            skipToken(c);
            tokens.add(start, at);
        }
    }

    private void skipToken(char first) {
        if (isNameStart(first)) {
            skipName();
        } else if (isBlockQuote()) {
            skipTextBlock();
        } else if (first == '"' || first == '\'') {
            skipQuoted(first);
        } else if (isDigit(first) || (first == '.' && isDigit(chars[at + 1]))) {
            skipNumber();
        } else {
            at++;
        }
    }

    private void skipLine() {
        while (at < length && chars[at] != '\n' && chars[at] != '\r') {
            at++;
        }
    }

    private void skipComment() {
        at += 2;
        while (at < length && (chars[at] != '*' || chars[at + 1] != '/')) {
            at++;
        }
        at = Math.min(at + 2, length);
    }

    private boolean isBlockQuote() {
        return chars[at] == '"' && chars[at + 1] == '"' && chars[at + 2] == '"';
    }

    private void skipTextBlock() {
        at += 3;
        while (at < length && !isBlockQuote()) {
            at += chars[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 3, length);
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < length && chars[at] != quote) {
            at += chars[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, length);
    }

    /** Digits, letters, points, and the sign of an exponent: {@code 0x1p-3}, {@code 1_000L}, {@code 1e+5}. */
    private void skipNumber() {
        boolean hexadecimal = chars[at] == '0' && (chars[at + 1] == 'x' || chars[at + 1] == 'X');
        while (at < length) {
            char c = chars[at];
            boolean exponent = hexadecimal ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
            if (exponent && (chars[at + 1] == '+' || chars[at + 1] == '-')) {
                at += 2;
            } else if (Character.isLetterOrDigit(c) || c == '.' || c == '_') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipName() {
        while (at < length) {
            char c = chars[at];
            if (isAsciiLetter(c) || isDigit(c)) {
                at++;
            } else if (isPrintableAscii(c) || !Character.isJavaIdentifierPart(codePoint())) {
                return;
            } else {
                at += Character.charCount(codePoint());
            }
        }
    }

    private boolean isNameStart(char c) {
        return isAsciiLetter(c) || (c >= 0x80 && Character.isJavaIdentifierStart(codePoint()));
    }

    private int codePoint() {
        return Character.codePointAt(chars, at, length);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u001a' || (!isPrintableAscii(c) && Character.isWhitespace(c));
    }

    private static boolean isPrintableAscii(char c) {
        return c >= ' ' && c < 0x7f;
    }

    /** Of those that may stand in names: also {@code _} and {@code $}. */
    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
