package dev.confiture.runner.resume;

import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.StatementRecord;
import dev.confiture.ledger.StatementTable;
import dev.confiture.runner.session.WorkingSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The migration whose statements are recorded.
 *
 * @param records where
 * @param isRestartable whether sending a statement twice is declared to do no harm
 * @param concurrentlyWait how long a statement with CONCURRENTLY waits for other transactions; empty means as long as it
 *     takes
 */
public record RecordedMigration(
        MigrationVersion version, StatementTable records, boolean isRestartable, Optional<Duration> concurrentlyWait) {

    /** Writes a record in the transaction that is open. */
    void write(WorkingSession working, StatementRecord record) throws SQLException {
        working.record(records.writeSql(version, record));
    }
}
