package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import dev.confiture.problem.SourceSpan;
import java.util.Arrays;

/**
 * Offsets of one text as lines and columns, and back. Lines end with LF, CR LF or CR. Lines and columns count from 1,
 * columns in code points; offsets are UTF-16 indexes.
 */
public final class TextPositions {

    private final String text;
    private final int[] lineStarts;

    private TextPositions(String text, int[] lineStarts) {
        this.text = text;
        this.lineStarts = lineStarts;
    }

    public static TextPositions of(String text) {
        requireNonNull(text, "text");
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsLine = c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
            if (endsLine) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return new TextPositions(text, Arrays.copyOf(starts, count));
    }

    /** A line for each line end, and one more for what follows the last; at least 1. */
    public int lines() {
        return lineStarts.length;
    }

    /**
     * The line that holds the character at this offset.
     *
     * @param offset 0 to the text's length
     */
    public int line(int offset) {
        checkOffset(offset);
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Code points from the start of the line, plus 1. */
    public int column(int offset) {
        return text.codePointCount(lineStarts[line(offset) - 1], offset) + 1;
    }

    /** The offset of a line's first character. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** One line without its line end. */
    public String lineText(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The offset of a code point.
     *
     * @param from the offset to count from
     * @param codePoints how many follow it; more than the text has means its end
     */
    public int offset(int from, int codePoints) {
        checkOffset(from);
        int rest = text.codePointCount(from, text.length());
        return codePoints >= rest ? text.length() : text.offsetByCodePoints(from, codePoints);
    }

    /** The place of an offset, if this text is the given file; with its line as excerpt. */
    public SourceSpan span(String file, int offset) {
        int line = line(offset);
        return new SourceSpan(file, line, column(offset), lineText(line));
    }

    private void checkOffset(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + text.length());
        }
    }
}
