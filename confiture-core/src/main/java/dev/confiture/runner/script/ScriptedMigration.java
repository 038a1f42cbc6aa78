package dev.confiture.runner.script;

import dev.confiture.history.Digest;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.LedgerRow;
import dev.confiture.ledger.StatementRecord;
import dev.confiture.ledger.StatementTable;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.runner.concurrent.IndexBuild;
import dev.confiture.runner.context.SentStatement;
import dev.confiture.runner.resume.StatementText;
import dev.confiture.runner.script.CapturedStatements.Captured;
import dev.confiture.runner.session.ScriptedSession;
import dev.confiture.sql.StatementKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The way forward of one migration whose SQL is known.
 *
 * @param statements what it sends
 * @param sent the digest of that
 * @param done what the ledger remembers of it once it ran
 * @param lockTimeout how long each of its statements may wait for a lock
 */
public record ScriptedMigration(
        ResolvedMigration migration, List<Captured> statements, Digest sent, LedgerEvent done, Duration lockTimeout) {

    public ScriptedMigration {
        statements = List.copyOf(statements);
    }

    /** Migrations that share a transaction, with their changes of the ledger. */
    public static void together(
            List<ScriptedMigration> migrations, SqlScript script, ScriptedSession session, TrackingTable ledger) {
        script.comment(migrations.stream().map(each -> each.migration.label()).toArray(String[]::new));
        script.add(session.reset()).add("BEGIN");
        for (int i = 0; i < migrations.size(); i++) {
            ScriptedMigration each = migrations.get(i);
            script.add(i == 0 ? session.transactionSettings(each.lockTimeout) : session.following(each.lockTimeout));
            each.statements.forEach(script::add);
            String row = ledger.insertSql(LedgerRow.applied(each.migration, each.sent, Duration.ZERO));
            script.add(session.closing(List.of(row, ledger.recordSql(each.done))));
        }
        script.add("COMMIT");
    }

    /**
     * A migration that can have no transaction: as in a run, each statement that may has one with its record, so that a run
     * goes on where the script stopped.
     *
     * @param concurrentlyWait how long a statement with CONCURRENTLY waits for others; empty for as long as it takes
     */
    public void outside(
            SqlScript script, ScriptedSession session, TrackingTable ledger, Optional<Duration> concurrentlyWait) {
        MigrationVersion version = migration.version();
        LedgerEvent started = LedgerEvent.of(LedgerEvent.Kind.STARTED, version, Map.of("direction", "up"));
        script.comment(migration.label(), "outside a transaction, so what is done stays");
        script.add(session.reset());
        transaction(
                script,
                session.record(List.of(ledger.insertSql(LedgerRow.running(migration)), ledger.recordSql(started))));
        script.add(session.sessionSettings(lockTimeout));
        for (int i = 0; i < statements.size(); i++) {
            Captured captured = statements.get(i);
            if (captured.statement().kind().runsOutsideTransaction()) {
                alone(captured, i + 1, script, session, ledger.statements(), concurrentlyWait);
            } else {
                SentStatement sql = captured.statement();
                StatementRecord record = StatementRecord.done(i + 1, sql.sha256(), StatementText.opening(sql.sql()), 0);
                script.add("BEGIN").add(captured);
                script.add(session.record(List.of(ledger.statements().writeSql(version, record))))
                        .add("COMMIT");
            }
        }
        transaction(
                script,
                session.record(List.of(
                        ledger.finishSql(LedgerRow.applied(migration, sent, Duration.ZERO)),
                        ledger.statements().forgetSql(version),
                        ledger.recordSql(done))));
    }

    private void alone(
            Captured captured,
            int ordinal,
            SqlScript script,
            ScriptedSession session,
            StatementTable records,
            Optional<Duration> concurrentlyWait) {
        SentStatement sql = captured.statement();
        StatementRecord begun = StatementRecord.begun(ordinal, sql.sha256(), StatementText.ofOutside(sql));
        boolean waits = sql.kind() == StatementKind.CONCURRENTLY;
        transaction(script, session.record(List.of(records.writeSql(migration.version(), begun))));
        if (waits) {
            script.comment(afterwards(sql.sql()));
            script.add(session.lockTimeout(concurrentlyWait.orElse(Duration.ZERO)));
        }
        script.add(captured);
        if (waits) {
            script.add(session.lockTimeout(lockTimeout));
        }
        transaction(script, session.record(List.of(records.writeSql(migration.version(), begun.finished(0)))));
    }

    /** What a person has to know where nobody tries again and nobody clears away. */
    private static String[] afterwards(String sql) {
        List<String> lines = new ArrayList<>(List.of(
                "The next statement waits for other transactions, as long as lock_timeout says (0: for ever), and is not"
                        + " tried again."));
        if (sql.toUpperCase(Locale.ROOT).contains("INDEX")) {
            lines.add("If it fails, it can leave an invalid index. This finds it:");
            lines.add("  SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid;");
            lines.add("This removes it: DROP INDEX CONCURRENTLY "
                    + IndexBuild.of(sql).map(IndexBuild::index).orElse("<name>")
                    + "; (with its schema, if that is not in the search_path)");
        }
        lines.add("mvn confiture:migrate goes on from here, clears that away by itself and tries again.");
        return lines.toArray(String[]::new);
    }

    private static void transaction(SqlScript script, List<String> statements) {
        script.add("BEGIN").add(statements).add("COMMIT");
    }
}
