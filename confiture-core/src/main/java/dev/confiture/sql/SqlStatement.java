package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where one statement stands in its script.
 *
 * @param start UTF-16 offset of its first token; comments before it do not belong to it
 * @param end UTF-16 offset behind its last token; semicolon and comments before that do not belong to it
 * @param terminated whether a semicolon follows
 * @param copyData the rows of COPY … FROM stdin
 */
public record SqlStatement(int start, int end, boolean terminated, StatementKind kind, Optional<CopyData> copyData) {

    public SqlStatement {
        requireNonNull(kind, "kind");
        requireNonNull(copyData, "copyData");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no statement from " + start + " to " + end);
        }
    }

    /**
     * Rows inside the script, as they stand there.
     *
     * @param start UTF-16 offset of the first row
     * @param end UTF-16 offset of the line that holds only {@code \.}
     */
    public record CopyData(int start, int end) {

        public CopyData {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("no rows from " + start + " to " + end);
            }
        }
    }

    SqlStatement with(CopyData rows) {
        return new SqlStatement(start, end, terminated, kind, Optional.of(rows));
    }
}
