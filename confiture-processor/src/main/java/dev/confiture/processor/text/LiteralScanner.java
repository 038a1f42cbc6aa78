package dev.confiture.processor.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads string literals and text blocks again, to know where each character of their value stands. javac folds
 * {@code "a" + "b"} to one literal, so there may be several with signs and comments between them.
 */
final class LiteralScanner {

    private static final String BLOCK = "\"\"\"";

    private final SourceText source;
    private final String text;
    private final int end;
    private final StringBuilder value = new StringBuilder();
    private int[] offsets = new int[64];
    private int at;

    private LiteralScanner(SourceText source, int start, int end) {
        this.source = source;
        this.text = source.text();
        this.at = start;
        this.end = end;
    }

    /**
     * Reads the literals in a range.
     *
     * @param start index in the source text
     * @param end index behind the last literal
     */
    static LiteralScanner scan(SourceText source, int start, int end) {
        LiteralScanner scanner = new LiteralScanner(source, start, end);
        scanner.run();
        return scanner;
    }

    /** The joined values. */
    String value() {
        return value.toString();
    }

    /**
     * Where each unit of the joined values stands in the file, and the place behind the last.
     *
     * @return empty if the values are not the expected ones
     */
    Optional<int[]> offsetsOf(String expected) {
        if (!value.toString().equals(expected)) {
            return Optional.empty();
        }
        int[] places = Arrays.copyOf(offsets, value.length() + 1);
        places[value.length()] = source.offset(end);
        return Optional.of(places);
    }

    private void run() {
        while (at < end) {
            if (text.startsWith("//", at)) {
                while (at < end && !isLineEnd(at)) {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at + 2) + 2;
            } else if (text.startsWith(BLOCK, at)) {
                textBlock();
            } else if (text.charAt(at) == '"') {
                at++;
                while (at < end && text.charAt(at) != '"') {
                    character(at + 1);
                }
                at++;
            } else {
                at++;
            }
        }
    }

    private void textBlock() {
        at += 3;
        while (!isLineEnd(at)) {
            at++;
        }
        skipLineEnd();
        int contentEnd = at;
        while (!text.startsWith(BLOCK, contentEnd)) {
            contentEnd += text.charAt(contentEnd) == '\\' ? 2 : 1;
        }
        int indentation = indentation(at, contentEnd);
        while (at < contentEnd) {
            at = Math.min(at + indentation, Math.min(lineEnd(at), contentEnd));
            int contentOfLine = Math.min(lineEnd(at), contentEnd);
            while (contentOfLine > at && Character.isWhitespace(text.charAt(contentOfLine - 1))) {
                contentOfLine--;
            }
            while (at < contentOfLine) {
                character(lineEnd(at));
            }
            if (at == contentOfLine) {
                at = Math.min(lineEnd(at), contentEnd);
                if (at < contentEnd) {
                    add('\n', at);
                    skipLineEnd();
                }
            }
        }
        at = contentEnd + 3;
    }

    /** The blanks that all lines of a text block start with; the last line counts even if it is blank. */
    private int indentation(int from, int to) {
        int least = Integer.MAX_VALUE;
        int start = from;
        while (start <= to) {
            int lineEnd = Math.min(lineEnd(start), to);
            int first = start;
            while (first < lineEnd && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            if (first < lineEnd || lineEnd == to) {
                least = Math.min(least, first - start);
            }
            start = lineEnd == to ? to + 1 : behindLineEnd(lineEnd);
        }
        return least;
    }

    /**
     * One character or escape at the current place.
     *
     * @param lineEnd where an escaped line end would stand
     */
    private void character(int lineEnd) {
        char c = text.charAt(at);
        int start = at;
        if (c != '\\') {
            at++;
            add(c, start);
            return;
        }
        char escaped = text.charAt(at + 1);
        if (escaped >= '0' && escaped <= '7') {
            at++;
            octal(start);
        } else if (isLineEnd(at + 1)) {
            at = lineEnd;
            skipLineEnd();
        } else {
            at += 2;
            add(unescape(escaped), start);
        }
    }

    private void octal(int start) {
        int most = text.charAt(at) <= '3' ? 3 : 2;
        int number = 0;
        for (int i = 0; i < most && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
            number = number * 8 + (text.charAt(at) - '0');
            at++;
        }
        add((char) number, start);
    }

    private static char unescape(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 's' -> ' ';
            default -> escaped;
        };
    }

    private void add(char unit, int index) {
        if (value.length() == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[value.length()] = source.offset(index);
        value.append(unit);
    }

    private boolean isLineEnd(int index) {
        return text.charAt(index) == '\n' || text.charAt(index) == '\r';
    }

    private int lineEnd(int from) {
        int index = from;
        while (index < text.length() && !isLineEnd(index)) {
            index++;
        }
        return index;
    }

    private int behindLineEnd(int index) {
        return text.startsWith("\r\n", index) ? index + 2 : index + 1;
    }

    private void skipLineEnd() {
        at = behindLineEnd(at);
    }
}
