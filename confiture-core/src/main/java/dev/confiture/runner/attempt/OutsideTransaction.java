package dev.confiture.runner.attempt;

import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.db.lock.Blockers;
import dev.confiture.db.lock.LockHolder;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.Digest;
import dev.confiture.history.LedgerState;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.LedgerRow;
import dev.confiture.ledger.StatementRecord;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.attempt.MigrationStep.BodyFailure;
import dev.confiture.runner.context.FailedStatement;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.resume.RecordedMigration;
import dev.confiture.runner.resume.RecordedStatements;
import dev.confiture.runner.session.WorkingSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a migration that cannot have a transaction: its row is written before as running and completed after; each
 * statement commits together with its record, and a run that was interrupted is continued after the last record.
 */
final class OutsideTransaction {

    private static final String OWN_ROLE = "RESET SESSION AUTHORIZATION; RESET ROLE";

    private final WorkingSession working;
    private final Session session;
    private final TrackingTable ledger;
    private final Optional<Duration> concurrentlyWait;
    private final EventSink events;

    /** @param concurrentlyWait how long a statement with CONCURRENTLY waits for others; empty for as long as it takes */
    OutsideTransaction(
            WorkingSession working, TrackingTable ledger, Optional<Duration> concurrentlyWait, EventSink events) {
        this.working = working;
        this.session = working.session();
        this.concurrentlyWait = concurrentlyWait;
        this.ledger = ledger;
        this.events = events;
    }

    Ran run(MigrationStep step, Duration patience) throws SQLException {
        working.reset();
        List<StatementRecord> earlier = begin(step);
        working.applySettings(patience);
        RecordedMigration recorded = new RecordedMigration(
                step.migration().version(), ledger.statements(), step.options().restartable(), concurrentlyWait);
        RecordedStatements statements =
                new RecordedStatements(working, recorded, earlier, progress -> progressed(step, progress));
        JdbcMigrationContext context = step.context(session, statements);
        long start = System.nanoTime();
        Blockers.Watch watch = working.watch(step.activity(), shortestWait(patience), events);
        try (watch) {
            Digest sent = step.runBody(context);
            statements.end();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            session.execute(OWN_ROLE);
            complete(step, sent, took);
            return new Ran(step.migration(), took, context.statements(), context.changedRows());
        } catch (BodyFailure e) {
            throw halfWay(step, e.reason(), context.failure(), watch.last(), statements);
        } catch (ConfitureException | SQLException e) {
            throw halfWay(step, e, context.failure(), watch.last(), statements);
        }
    }

    private Duration shortestWait(Duration patience) {
        return concurrentlyWait.filter(wait -> wait.compareTo(patience) < 0).orElse(patience);
    }

    private void progressed(MigrationStep step, String progress) {
        events.accept(new Event.Progressed(step.activity(), progress));
    }

    /** @return what an interrupted run of the same way did, where this one goes on with it */
    private List<StatementRecord> begin(MigrationStep step) throws SQLException {
        MigrationVersion version = step.migration().version();
        LedgerState underWay = step.isUp() ? LedgerState.RUNNING : LedgerState.UNDOING;
        return session.inTransaction(open -> {
            boolean isInterrupted =
                    ledger.state(open, version).filter(underWay::equals).isPresent();
            List<StatementRecord> earlier = ledger.statements().read(open, version);
            boolean goesOn = isInterrupted && earlier.stream().allMatch(StatementRecord::isAnswerable);
            if (!goesOn) {
                ledger.statements().forget(open, version);
            }
            if (!isInterrupted && step.isUp()) {
                ledger.insert(open, List.of(LedgerRow.running(step.migration())));
            } else if (!isInterrupted) {
                ledger.reopen(open, version);
            }
            String direction = step.direction().name().toLowerCase(Locale.ROOT);
            ledger.record(
                    open,
                    LedgerEvent.of(
                            goesOn ? LedgerEvent.Kind.RESUMED : LedgerEvent.Kind.STARTED,
                            version,
                            Map.of("direction", direction)));
            working.requireLocks();
            return goesOn ? earlier : List.<StatementRecord>of();
        });
    }

    private void complete(MigrationStep step, Digest sent, Duration took) throws SQLException {
        MigrationVersion version = step.migration().version();
        session.inTransaction(open -> {
            if (step.isUp()) {
                ledger.finish(open, LedgerRow.applied(step.migration(), sent, took));
            } else {
                ledger.delete(open, version);
            }
            ledger.statements().forget(open, version);
            ledger.record(open, step.done(sent, took));
            working.requireLocks();
            return version;
        });
    }

    private ConfitureException halfWay(
            MigrationStep step,
            Throwable thrown,
            Optional<FailedStatement> failed,
            List<LockHolder> blockers,
            RecordedStatements statements) {
        int done = statements.done();
        String stays = done == 1 ? "1 statement is done and stays" : done + " statements are done and stay";
        ConfitureException report = step.failure()
                .report(
                        thrown,
                        failed,
                        "it runs outside a transaction: " + stays + "; " + next(step, statements)
                                + notCleared(statements)
                                + Diagnosis.waitedFor(thrown, blockers));
        try {
            session.execute(OWN_ROLE);
            ledger.record(
                    session,
                    LedgerEvent.of(
                            LedgerEvent.Kind.FAILED,
                            step.migration().version(),
                            Map.of("statements", Integer.toString(done))));
        } catch (SQLException e) {
            report.addSuppressed(e);
        }
        return report;
    }

    private static String next(MigrationStep step, RecordedStatements statements) {
        if (statements.areAnswerable()) {
            return "the next run goes on after them";
        }
        return step.options().restartable()
                ? "the next run starts it over, as onInterrupt = RESTART says"
                : "what a query or COPY gave cannot be replayed, so no run touches it until somebody looked";
    }

    private static String notCleared(RecordedStatements statements) {
        return statements
                .notCleared()
                .map(why -> "\nwhat the failed statement left could not be cleared away, so the next run does it: "
                        + SqlErrors.why(why))
                .orElse("");
    }
}
