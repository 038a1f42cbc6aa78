package dev.confiture.migration;

/**
 * What a run does with a migration outside a transaction that an earlier run began and did not finish, where the records
 * of its statements cannot answer for it: it used {@link MigrationContext#query}, {@link MigrationContext#batch},
 * {@link MigrationContext#copyIn}, {@link MigrationContext#copyOut} or {@link MigrationContext#connection}, or it was
 * inside a statement of which nobody can tell whether it was done.
 */
public enum OnInterrupt {
    /** It is refused; a person looks, and repairs. */
    MANUAL,
    /** It runs again from its beginning: running it twice is the same as running it once. */
    RESTART
}
