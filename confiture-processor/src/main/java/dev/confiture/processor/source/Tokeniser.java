package dev.confiture.processor.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Java source into tokens, for digests: comments and layout are left out. The compiler's own scanner is closed to
 * processors, and its printed trees are no contract between JDK versions.
 */
final class Tokeniser {

    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokeniser(String text) {
        this.text = text;
    }

    /**
     * @param text source that compiles; what does not is cut somehow
     */
    static List<Token> tokens(String text) {
        Tokeniser tokeniser = new Tokeniser(text);
        while (tokeniser.at < text.length()) {
            tokeniser.next();
        }
        return tokeniser.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        int start = at;
        if (Character.isWhitespace(c) || c == '\u001a') {
            at++;
        } else if (text.startsWith("//", at)) {
            at = endOfLine();
        } else if (text.startsWith("/*", at)) {
            at = behind("*/", at + 2);
        } else if (text.startsWith(BLOCK, at)) {
            skipTextBlock();
            tokens.add(new Token(BLOCK + unindented(text.substring(start + 3, at)), start));
        } else {
            if (c == '"' || c == '\'') {
                skipQuoted(c);
            } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
                skipNumber();
            } else if (Character.isJavaIdentifierStart(text.codePointAt(at))) {
                skipName();
            } else {
                at++;
            }
            tokens.add(new Token(text.substring(start, at), start));
        }
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int behind(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private void skipTextBlock() {
        at += 3;
        while (at < text.length() && !text.startsWith(BLOCK, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 3, text.length());
    }

    /** Line ends, indentation and blanks at line ends are no part of a text block's value. */
    private static String unindented(String block) {
        int firstLineEnd = block.indexOf('\n') < 0 ? block.indexOf('\r') : block.indexOf('\n');
        String content = block.substring(firstLineEnd + 1);
        return (content.endsWith(BLOCK) ? content.substring(0, content.length() - 3) : content).stripIndent();
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    /** Digits, letters, points, and the sign of an exponent: {@code 0x1p-3}, {@code 1_000L}, {@code 1e+5}. */
    private void skipNumber() {
        boolean hexadecimal = text.startsWith("0x", at) || text.startsWith("0X", at);
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = hexadecimal ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
            boolean signFollows = at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-');
            if (exponent && signFollows) {
                at += 2;
            } else if (Character.isLetterOrDigit(c) || c == '.' || c == '_') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipName() {
        while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
