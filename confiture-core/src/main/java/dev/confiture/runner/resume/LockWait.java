package dev.confiture.runner.resume;

import dev.confiture.db.Session;
import dev.confiture.runner.context.StatementSender.Sending;
import dev.confiture.sql.SqlLiteral;
import dev.confiture.sql.StatementKind;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The time for which one statement waits. A CONCURRENTLY form waits for every transaction that is older than itself; the
 * {@code lock_timeout} that protects others from us would only make it fail, and leave its ruins.
 */
final class LockWait {

    private LockWait() {}

    static long around(
            Session session, StatementKind kind, RecordedMigration migration, Sending<Long, RuntimeException> sending)
            throws SQLException {
        if (kind != StatementKind.CONCURRENTLY) {
            return sending.run();
        }
        String former = session.queryOne("SELECT pg_catalog.current_setting('lock_timeout')", row -> row.getString(1))
                .orElseThrow();
        set(
                session,
                Long.toString(
                        migration.concurrentlyWait().map(Duration::toMillis).orElse(0L)));
        long rows;
        try {
            rows = sending.run();
        } catch (SQLException e) {
            restore(e, session, former);
            throw e;
        }
        set(session, former);
        return rows;
    }

    private static void restore(SQLException failure, Session session, String former) {
        try {
            set(session, former);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void set(Session session, String timeout) throws SQLException {
        session.execute("SET lock_timeout = " + SqlLiteral.of(timeout).quoted());
    }
}
