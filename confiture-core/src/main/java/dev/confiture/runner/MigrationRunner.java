package dev.confiture.runner;

import dev.confiture.config.MigrationSettings;
import dev.confiture.db.lock.Blockers;
import dev.confiture.db.lock.LockHolder;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.Digest;
import dev.confiture.ledger.LedgerRow;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.MigrationStep.BodyFailure;
import dev.confiture.runner.context.FailedStatement;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.runner.session.WorkingSession.Done;
import dev.confiture.runner.session.WorkingSession.Fate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs single migrations on one session, each together with its change of the ledger. */
final class MigrationRunner {

    private final WorkingSession working;
    private final TrackingTable ledger;
    private final MigrationSettings settings;
    private final Retries retries;
    private final EventSink events;

    /** @param settings of the environment; a migration may declare another lock timeout */
    MigrationRunner(
            WorkingSession working,
            TrackingTable ledger,
            MigrationSettings settings,
            Retries retries,
            EventSink events) {
        this.working = working;
        this.ledger = ledger;
        this.settings = settings;
        this.retries = retries;
        this.events = events;
    }

    /**
     * Runs one way of a migration and changes its ledger row.
     *
     * @return how long the migration itself took
     * @throws ConfitureException if it fails; then nothing of it stays, unless it is declared not transactional
     */
    Duration run(MigrationStep step) throws SQLException {
        events.accept(new Event.Started(step.activity()));
        Duration patience =
                step.options().lockTimeout().orElse(settings.session().lockTimeout());
        Duration took = step.options().transactional()
                ? inTransaction(step, patience)
                : new OutsideTransaction(working, ledger, settings.concurrentlyWait(), events).run(step, patience);
        events.accept(new Event.Finished(step.activity(), took));
        return took;
    }

    private Duration inTransaction(MigrationStep step, Duration patience) {
        int allowed = step.options().retryable() ? retries.attempts() : 1;
        for (int attempt = 1; ; attempt++) {
            Attempt result = attempt(step, patience);
            if (result.thrown().isEmpty()) {
                return result.took();
            }
            Throwable thrown = result.thrown().get();
            Fate fate = working.fate();
            boolean again = attempt < allowed && fate == Fate.ROLLED_BACK && Diagnosis.isLockNotAvailable(thrown);
            if (!again || !pause(step, attempt, allowed)) {
                throw step.failure()
                        .report(
                                thrown,
                                result.failed(),
                                whatStays(fate) + Diagnosis.waitedFor(thrown, result.blockers()));
            }
        }
    }

    private static String whatStays(Fate fate) {
        return switch (fate) {
            case ROLLED_BACK -> "nothing of it stays: its transaction was rolled back";
            case COMMITTED ->
                "its transaction was committed all the same: what it did until then stays, and the ledger"
                        + " does not know of it";
            case UNKNOWN -> "nothing of it stays, unless the connection broke while it was committed";
        };
    }

    private Attempt attempt(MigrationStep step, Duration patience) {
        JdbcMigrationContext context =
                step.context(working.session(), step.inTransaction(working.session(), note -> noted(step, note)));
        Blockers.Watch watch = working.watch(step.activity(), patience, events);
        try (watch) {
            return Attempt.succeeded(working.inTransaction(patience, () -> runBody(step, context)));
        } catch (BodyFailure e) {
            return Attempt.failed(e.reason(), context.failure(), watch.last());
        } catch (ConfitureException | SQLException e) {
            return Attempt.failed(e, context.failure(), watch.last());
        }
    }

    private Done runBody(MigrationStep step, JdbcMigrationContext context) {
        long start = System.nanoTime();
        Digest sent = step.runBody(context);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String row = step.isUp()
                ? ledger.insertSql(LedgerRow.applied(step.migration(), sent, took))
                : ledger.deleteSql(step.migration().version());
        return new Done(took, List.of(row, ledger.recordSql(step.done(sent, took))));
    }

    private void noted(MigrationStep step, String progress) {
        events.accept(new Event.Progressed(step.activity(), progress));
    }

    /** Whether the pause was not cut short: somebody who interrupts wants no further attempt. */
    private boolean pause(MigrationStep step, int attempt, int allowed) {
        Duration pause = retries.pauseAfter(attempt);
        events.accept(new Event.Progressed(
                step.activity(),
                "a lock was not available; attempt " + (attempt + 1) + " of " + allowed + " in " + pause.toMillis()
                        + " ms"));
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * One try in a transaction, which is over; it succeeded if nothing was thrown.
     *
     * @param blockers whom it was last seen waiting for
     */
    private record Attempt(
            Duration took, Optional<Throwable> thrown, Optional<FailedStatement> failed, List<LockHolder> blockers) {

        static Attempt succeeded(Duration took) {
            return new Attempt(took, Optional.empty(), Optional.empty(), List.of());
        }

        static Attempt failed(Throwable thrown, Optional<FailedStatement> failed, List<LockHolder> blockers) {
            return new Attempt(Duration.ZERO, Optional.of(thrown), failed, blockers);
        }
    }
}
