package dev.confiture.problem;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that is wrong, complete enough to act on: what happened, where, why, what to do. Never holds a secret or a
 * row of data.
 *
 * @param code its kind; the page docs/problems/{code}.md explains it
 * @param severity how much it matters
 * @param what what happened, one sentence in the user's words, quoting the user's value
 * @param where the place to look at, if there is one
 * @param why the facts behind it; may have several lines; empty if {@code what} says it all
 * @param fix what to do; may have several lines (for example pom.xml lines to add)
 */
public record Problem(
        ProblemCode code, Severity severity, String what, Optional<SourceSpan> where, String why, String fix) {

    /** Longer lines are cut around the column when an excerpt is shown. */
    private static final int EXCERPT_WIDTH = 120;

    public Problem {
        requireNonNull(code, "code");
        requireNonNull(severity, "severity");
        requireNonNull(what, "what");
        requireNonNull(where, "where");
        requireNonNull(why, "why");
        requireNonNull(fix, "fix");
        if (what.isBlank()) {
            throw new IllegalArgumentException("a problem says what happened: " + code);
        }
    }

    public static Problem error(ProblemCode code, String what, SourceSpan where, String why, String fix) {
        return new Problem(code, Severity.ERROR, what, Optional.of(where), why, fix);
    }

    public static Problem error(ProblemCode code, String what, String why, String fix) {
        return new Problem(code, Severity.ERROR, what, Optional.empty(), why, fix);
    }

    public static Problem warning(ProblemCode code, String what, String why, String fix) {
        return new Problem(code, Severity.WARNING, what, Optional.empty(), why, fix);
    }

    public static Problem note(ProblemCode code, String what, String why, String fix) {
        return new Problem(code, Severity.NOTE, what, Optional.empty(), why, fix);
    }

    public Problem at(SourceSpan place) {
        return new Problem(code, severity, what, Optional.of(place), why, fix);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * The form for terminals: {@code [code] what}, then indented {@code where:}, the source line with a caret,
     * {@code why:} and {@code fix:}, each only if known. Lines end with {@code \n}; there is no last line end.
     */
    public String text() {
        StringBuilder text =
                new StringBuilder("[").append(code.id()).append("] ").append(what);
        where.ifPresent(place -> {
            field(text, "where", place.position());
            if (!place.excerpt().isEmpty()) {
                excerpt(text, place);
            }
        });
        field(text, "why", why);
        field(text, "fix", fix);
        return text.toString();
    }

    private static void field(StringBuilder text, String label, String value) {
        if (value.isBlank()) {
            return;
        }
        String start = "\n  " + (label + ":      ").substring(0, 7);
        text.append(start).append(value.strip().replace("\n", "\n         "));
    }

    private static void excerpt(StringBuilder text, SourceSpan place) {
        int[] points = place.excerpt().replace('\t', ' ').codePoints().toArray();
        int caret = Math.max(0, place.column() - 1);
        int from = points.length <= EXCERPT_WIDTH ? 0 : Math.max(0, caret - EXCERPT_WIDTH / 2);
        int to = Math.min(points.length, from + EXCERPT_WIDTH);
        String gutter = "\n  " + " ".repeat(Integer.toString(place.line()).length()) + " | ";
        text.append("\n  ").append(place.line()).append(" | ").append(new String(points, from, to - from));
        if (place.column() > 0) {
            text.append(gutter).append(" ".repeat(caret - from)).append('^');
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
