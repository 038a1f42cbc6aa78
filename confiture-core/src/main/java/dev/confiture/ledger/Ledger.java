package dev.confiture.ledger;

import dev.confiture.config.SeedMode;
import dev.confiture.history.AppliedMigration;
import java.util.List;
import java.util.Optional;

/**
 * The ledger as it was when it was read.
 *
 * @param rows one per version that the database contains, in the order in which they were written
 * @param schemaSha256 of the db/schema that the database equals as far as the ledger knows; empty after a migration that
 *     left others pending and after a rollback
 * @param isBuilt whether a build of ours made the content of this database
 * @param seeds what that build did with seed files inside the schema folders; empty if it is not known
 * @param isUnstamped whether that build could not see the migrations; the next migrate stamps them
 * @param isProtected whether it may never be dropped or rebuilt
 */
public record Ledger(
        List<AppliedMigration> rows,
        Optional<String> schemaSha256,
        boolean isBuilt,
        Optional<SeedMode> seeds,
        boolean isUnstamped,
        boolean isProtected) {

    /** What a database without a ledger contains. */
    public static final Ledger EMPTY = new Ledger(List.of(), Optional.empty(), false, Optional.empty(), false, false);

    public Ledger {
        rows = List.copyOf(rows);
    }

    /** The same with other rows. */
    public Ledger with(List<AppliedMigration> otherRows) {
        return new Ledger(otherRows, schemaSha256, isBuilt, seeds, isUnstamped, isProtected);
    }
}
