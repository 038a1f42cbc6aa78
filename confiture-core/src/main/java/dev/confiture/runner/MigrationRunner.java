package dev.confiture.runner;

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
import dev.confiture.runner.context.RunListener;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.runner.session.WorkingSession.Done;
import dev.confiture.runner.session.WorkingSession.Fate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs single migrations on one session, each together with its change of the ledger. */
final class MigrationRunner {

    /** Often enough to see whom a migration waited for before its patience ends. */
    private static final int LOOKS_PER_WAIT = 4;

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private final WorkingSession working;
    private final TrackingTable ledger;
    private final Duration lockTimeout;
    private final Retries retries;
    private final EventSink events;

    /** @param lockTimeout of migrations that declare none */
    MigrationRunner(
            WorkingSession working, TrackingTable ledger, Duration lockTimeout, Retries retries, EventSink events) {
        this.working = working;
        this.ledger = ledger;
        this.lockTimeout = lockTimeout;
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
        Duration patience = step.options().lockTimeout().orElse(lockTimeout);
        Duration took = step.options().transactional() ? inTransaction(step, patience) : outside(step, patience);
        events.accept(new Event.Finished(step.activity(), took));
        return took;
    }

    private Duration outside(MigrationStep step, Duration patience) throws SQLException {
        working.reset();
        working.applySettings(patience);
        return new OutsideTransaction(working.session(), ledger, events).run(step, patience);
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
            boolean again = attempt < allowed && fate == Fate.ROLLED_BACK && isLockNotAvailable(thrown);
            if (!again || !pause(step, attempt, allowed)) {
                throw step.failure().report(thrown, result.failed(), whatStays(fate) + waitedFor(thrown, result));
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

    private static String waitedFor(Throwable thrown, Attempt result) {
        return isLockNotAvailable(thrown) && !result.blockers().isEmpty()
                ? "\nit waited for " + Blockers.names(result.blockers())
                : "";
    }

    private Attempt attempt(MigrationStep step, Duration patience) {
        JdbcMigrationContext context = step.context(working.session(), new Notes(step));
        Blockers.Watch watch = working.watch(step.activity(), interval(patience), events);
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

    private static Duration interval(Duration patience) {
        Duration part = patience.dividedBy(LOOKS_PER_WAIT).plusMillis(1);
        return part.compareTo(LONGEST_INTERVAL) < 0 ? part : LONGEST_INTERVAL;
    }

    private static boolean isLockNotAvailable(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException error && Diagnosis.LOCK_NOT_AVAILABLE.equals(error.getSQLState())) {
                return true;
            }
        }
        return false;
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

    private final class Notes implements RunListener {

        private final MigrationStep step;

        Notes(MigrationStep step) {
            this.step = step;
        }

        @Override
        public void executed(String sql) {
            // In a transaction the ledger row alone says that all statements ran.
        }

        @Override
        public void noted(String progress) {
            events.accept(new Event.Progressed(step.activity(), progress));
        }
    }
}
