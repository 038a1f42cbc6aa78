package dev.confiture.ledger;

import dev.confiture.history.AppliedMigration;
import dev.confiture.history.Digest;
import dev.confiture.history.LedgerState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * A row to be written; the server adds keys, time and user.
 *
 * @param source digest of the source, where the state promises one
 * @param sql digest of the SQL and parameters that were sent
 */
public record LedgerRow(
        MigrationVersion version,
        String name,
        String className,
        LedgerState state,
        Optional<Digest> source,
        Optional<Digest> sql,
        Duration executionTime) {

    /** A build of db/schema contained it; it promises no digest. */
    public static LedgerRow built(ResolvedMigration migration) {
        return row(migration, LedgerState.BUILT, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** The database was adopted with it; it promises no digest. */
    static LedgerRow adopted(ResolvedMigration migration) {
        return row(migration, LedgerState.BASELINE, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** Its {@code up} ran. */
    public static LedgerRow applied(ResolvedMigration migration, Digest sql, Duration executionTime) {
        return row(migration, LedgerState.APPLIED, migration.digest(), Optional.of(sql), executionTime);
    }

    /** Its {@code up} is about to run outside a transaction. */
    public static LedgerRow running(ResolvedMigration migration) {
        return row(migration, LedgerState.RUNNING, migration.digest(), Optional.empty(), Duration.ZERO);
    }

    /** A row of another ledger, to be written as it is there. */
    public static LedgerRow like(AppliedMigration row) {
        return new LedgerRow(
                row.version(), row.name(), row.className(), row.state(), row.source(), row.sql(), row.executionTime());
    }

    private static LedgerRow row(
            ResolvedMigration migration,
            LedgerState state,
            Optional<Digest> source,
            Optional<Digest> sql,
            Duration executionTime) {
        return new LedgerRow(
                migration.version(),
                migration.entry().name(),
                migration.className(),
                state,
                source,
                sql,
                executionTime);
    }
}
