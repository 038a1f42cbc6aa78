package dev.confiture.ledger;

import java.util.Optional;

/**
 * What the ledger knows of one statement of a migration outside a transaction.
 *
 * @param ordinal 1 for the first statement that the migration sends
 * @param isDone whether it ended; otherwise it was begun, and perhaps came to its end
 * @param isAnswerable whether a later run may be answered from this record instead of the server
 * @param sha256 of its SQL and parameters
 * @param sql its beginning, for people
 * @param changedRows its update count; of a statement that works in batches, of the batches done
 * @param position the last key done, of a statement that works in batches
 */
public record StatementRecord(
        int ordinal,
        boolean isDone,
        boolean isAnswerable,
        String sha256,
        String sql,
        long changedRows,
        Optional<String> position) {

    /** About to be sent. */
    public static StatementRecord begun(int ordinal, String sha256, String sql) {
        return new StatementRecord(ordinal, false, true, sha256, sql, 0, Optional.empty());
    }

    /** Done, with nothing but a number to answer. */
    public static StatementRecord done(int ordinal, String sha256, String sql, long changedRows) {
        return new StatementRecord(ordinal, true, true, sha256, sql, changedRows, Optional.empty());
    }

    /** Done, and nobody can give its answer again. */
    public static StatementRecord unanswerable(int ordinal, String sha256, String sql) {
        return new StatementRecord(ordinal, true, false, sha256, sql, 0, Optional.empty());
    }

    /** The same after more batches. */
    public StatementRecord behind(String key, long allChangedRows) {
        return new StatementRecord(ordinal, isDone, isAnswerable, sha256, sql, allChangedRows, Optional.of(key));
    }

    /** The same once it ended. */
    public StatementRecord finished(long allChangedRows) {
        return new StatementRecord(ordinal, true, isAnswerable, sha256, sql, allChangedRows, position);
    }
}
