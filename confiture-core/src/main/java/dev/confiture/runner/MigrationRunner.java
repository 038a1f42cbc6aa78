package dev.confiture.runner;

import dev.confiture.db.Session;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs single migrations on one session, each together with its change of the ledger. */
final class MigrationRunner {

    /** Before the ledger row: what is checked at commit is checked now, and the row is not the migration's role's. */
    private static final String BEFORE_ROW = "SET CONSTRAINTS ALL IMMEDIATE; RESET SESSION AUTHORIZATION; RESET ROLE";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Session session;
    private final TrackingTable ledger;
    private final Duration lockTimeout;
    private final Retries retries;
    private final SessionState state;
    private final EventSink events;

    /**
     * @param session in the state to which it returns after each migration
     * @param lockTimeout of migrations that declare none
     */
    MigrationRunner(Session session, TrackingTable ledger, Duration lockTimeout, Retries retries, EventSink events)
            throws SQLException {
        this.session = session;
        this.ledger = ledger;
        this.lockTimeout = lockTimeout;
        this.retries = retries;
        this.state = SessionState.of(session);
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
        Duration took = step.options().transactional()
                ? inTransaction(step, patience)
                : new OutsideTransaction(session, ledger, events).run(step, patience);
        state.restore();
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
            if (attempt >= allowed || !isLockNotAvailable(thrown) || !pause(step, attempt, allowed)) {
                throw step.failure()
                        .report(thrown, result.failed(), "nothing of it stays: its transaction was rolled back");
            }
        }
    }

    private Attempt attempt(MigrationStep step, Duration patience) {
        JdbcMigrationContext context = step.context(session, new Notes(step));
        long start = System.nanoTime();
        try {
            return session.inTransaction(open -> {
                open.execute("SET LOCAL lock_timeout = " + patience.toMillis());
                Digest sent = step.runBody(context);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                open.execute(BEFORE_ROW);
                if (step.isUp()) {
                    ledger.insert(open, List.of(LedgerRow.applied(step.migration(), sent, took)));
                } else {
                    ledger.delete(open, step.migration().version());
                }
                ledger.record(open, step.done(sent, took));
                return new Attempt(took, Optional.empty(), Optional.empty());
            });
        } catch (BodyFailure e) {
            return new Attempt(Duration.ZERO, Optional.of(e.reason()), context.failure());
        } catch (ConfitureException | SQLException e) {
            return new Attempt(Duration.ZERO, Optional.of(e), context.failure());
        }
    }

    private static boolean isLockNotAvailable(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException error && LOCK_NOT_AVAILABLE.equals(error.getSQLState())) {
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

    /** One try in a transaction, which is over; it succeeded if nothing was thrown. */
    private record Attempt(Duration took, Optional<Throwable> thrown, Optional<FailedStatement> failed) {}

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
