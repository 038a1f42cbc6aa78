package dev.confiture.history;

import java.util.Locale;

/** What code and ledger together say about one version. */
public enum MigrationState {
    APPLIED,
    /** Contained since the build of db/schema; whether the code still has it does not matter. */
    BUILT,
    /** Contained since the database was adopted. */
    BASELINE,
    /** Started outside a transaction and not finished: what it did so far is there. */
    UNFINISHED,
    /** Its undoing started outside a transaction and did not finish. */
    HALF_UNDONE,
    PENDING,
    /** Pending, and older than the newest version that the database contains. */
    OUT_OF_ORDER,
    /** Pending for other environments; does not run in this one. */
    NOT_FOR_THIS_ENVIRONMENT,
    /** Applied, and no longer in the code. */
    MISSING,
    /** Applied, and its source is another now. */
    CHANGED,
    /** Applied; whether its source is still the same cannot be told. Never a finding. */
    UNKNOWN_DIGEST;

    /** As people read it: {@code out of order}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a migrate without a target would run it. */
    public boolean isPending() {
        return this == PENDING || this == OUT_OF_ORDER || this == UNFINISHED;
    }
}
