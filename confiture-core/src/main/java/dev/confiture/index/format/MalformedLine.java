package dev.confiture.index.format;

/** A line that {@link IndexFormat} did not write. */
final class MalformedLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String reason;

    MalformedLine(int line, String reason) {
        super(reason);
        this.line = line;
        this.reason = reason;
    }

    /** 1-based. */
    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
