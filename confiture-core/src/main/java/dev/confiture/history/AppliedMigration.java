package dev.confiture.history;

import dev.confiture.index.MigrationVersion;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One row of the ledger: a version that the database contains.
 *
 * @param order grows with every row written; the latest has the largest
 * @param version as it was written in the code
 * @param name as in the annotation then
 * @param className binary name of the class then
 * @param state how it came into the database
 * @param source digest of its source then; empty if it was unknown, or where the state promises none
 * @param sql digest of the SQL and parameters that were sent; empty where nothing ran
 * @param appliedAt by the server's clock
 * @param appliedBy the database user
 * @param executionTime of {@code up}; zero where nothing ran
 * @param interruption how far it came, where it is under way
 */
public record AppliedMigration(
        long order,
        MigrationVersion version,
        String name,
        String className,
        LedgerState state,
        Optional<Digest> source,
        Optional<Digest> sql,
        OffsetDateTime appliedAt,
        String appliedBy,
        Duration executionTime,
        Optional<Interruption> interruption) {

    /** The same, with what is known of its statements. */
    public AppliedMigration interrupted(Interruption where) {
        return new AppliedMigration(
                order,
                version,
                name,
                className,
                state,
                source,
                sql,
                appliedAt,
                appliedBy,
                executionTime,
                Optional.of(where));
    }

    /** The row that a stamp would write for a migration which the database contains since its build. */
    public static AppliedMigration toBeStamped(long order, ResolvedMigration migration) {
        return new AppliedMigration(
                order,
                migration.version(),
                migration.entry().name(),
                migration.className(),
                LedgerState.BUILT,
                Optional.empty(),
                Optional.empty(),
                OffsetDateTime.MAX,
                "",
                Duration.ZERO,
                Optional.empty());
    }

    /** {@code 20261120101500 add_user_bio}: what people see. */
    public String label() {
        return version.text() + " " + name;
    }
}
