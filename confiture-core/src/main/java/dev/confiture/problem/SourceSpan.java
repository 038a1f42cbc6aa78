package dev.confiture.problem;

import static java.util.Objects.requireNonNull;

/**
 * A place in a file, for people and editors.
 *
 * @param file the path as the user would write it: relative to the project where it is inside, with {@code /}
 * @param line 1-based; 0 means the whole file
 * @param column 1-based, in code points; 0 means the whole line
 * @param excerpt the line's text without its line end, to be shown above a caret; empty for none
 */
public record SourceSpan(String file, int line, int column, String excerpt) {

    public SourceSpan {
        requireNonNull(file, "file");
        requireNonNull(excerpt, "excerpt");
        if (file.isEmpty() || line < 0 || column < 0 || (line == 0 && column > 0)) {
            throw new IllegalArgumentException("not a place: " + file + ":" + line + ":" + column);
        }
    }

    public static SourceSpan of(String file) {
        return new SourceSpan(file, 0, 0, "");
    }

    public static SourceSpan of(String file, int line) {
        return new SourceSpan(file, line, 0, "");
    }

    public static SourceSpan of(String file, int line, int column) {
        return new SourceSpan(file, line, column, "");
    }

    public SourceSpan withExcerpt(String lineText) {
        return new SourceSpan(file, line, column, lineText);
    }

    /** {@code file:line:column}, without the parts that are unknown; the form that terminals and IDEs link. */
    public String position() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return position();
    }
}
