package dev.confiture.runner.attempt;

import dev.confiture.db.lock.Blockers;
import dev.confiture.db.lock.LockHolder;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.Digest;
import dev.confiture.ledger.LedgerRow;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.runner.context.FailedStatement;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.session.WorkingSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One try at migrations that share a transaction. It knows how far it came, and who was in the way. */
final class Attempt {

    private final WorkingSession working;
    private final TrackingTable ledger;
    private final EventSink events;
    private final List<Body> bodies = new ArrayList<>();
    private Body underWay;

    /**
     * @param steps at least one
     * @param patience how long a step waits for a lock
     */
    Attempt(
            WorkingSession working,
            TrackingTable ledger,
            EventSink events,
            List<MigrationStep> steps,
            Function<MigrationStep, Duration> patience) {
        this.working = working;
        this.ledger = ledger;
        this.events = events;
        steps.forEach(step -> bodies.add(new Body(step, patience.apply(step))));
        this.underWay = bodies.get(0);
    }

    /** @throws MigrationStep.BodyFailure with what user code threw */
    List<Ran> run() throws SQLException {
        try {
            working.inTransaction(bodies);
            return bodies.stream().map(Body::ran).toList();
        } finally {
            underWay.endWatch();
        }
    }

    /** Runs them all, and rolls back. */
    void rehearse(LastLook last) throws SQLException {
        List<WorkingSession.Body> all = new ArrayList<>(bodies);
        all.add(new Curtain(last));
        try {
            working.inTransaction(all);
        } catch (Curtain.Falls e) {
            // As meant.
        } finally {
            underWay.endWatch();
        }
    }

    /** Which migration was the last to begin. */
    MigrationStep reached() {
        return underWay.step;
    }

    /** The first of its statements that failed. */
    Optional<FailedStatement> failedStatement() {
        return underWay.context.flatMap(JdbcMigrationContext::failure);
    }

    /** Whom it was last seen waiting for. */
    List<LockHolder> blockers() {
        return underWay.watch.map(Blockers.Watch::last).orElse(List.of());
    }

    private final class Body implements WorkingSession.Body {

        private final MigrationStep step;
        private final Duration lockTimeout;
        private Optional<JdbcMigrationContext> context = Optional.empty();
        private Optional<Blockers.Watch> watch = Optional.empty();
        private Duration took = Duration.ZERO;

        Body(MigrationStep step, Duration lockTimeout) {
            this.step = step;
            this.lockTimeout = lockTimeout;
        }

        @Override
        public Duration lockTimeout() {
            return lockTimeout;
        }

        @Override
        public List<String> run() {
            underWay.endWatch();
            underWay = this;
            events.accept(new Event.Started(step.activity()));
            watch = Optional.of(working.watch(step.activity(), lockTimeout, events));
            JdbcMigrationContext opened =
                    step.context(working.session(), step.inTransaction(working.session(), this::noted));
            context = Optional.of(opened);
            long start = System.nanoTime();
            Digest sent = step.runBody(opened);
            took = Duration.ofNanos(System.nanoTime() - start);
            events.accept(new Event.Finished(step.activity(), took));
            String row = step.isUp()
                    ? ledger.insertSql(LedgerRow.applied(step.migration(), sent, took))
                    : ledger.deleteSql(step.migration().version());
            return List.of(row, ledger.recordSql(step.done(sent, took)));
        }

        Ran ran() {
            JdbcMigrationContext ended = context.orElseThrow();
            return new Ran(step.migration(), took, ended.statements(), ended.changedRows());
        }

        private void noted(String progress) {
            events.accept(new Event.Progressed(step.activity(), progress));
        }

        /** What it saw can still be asked for. */
        void endWatch() {
            watch.ifPresent(Blockers.Watch::close);
        }
    }

    /** Ends a rehearsal: the transaction is not committed because its last body fails. */
    private final class Curtain implements WorkingSession.Body {

        private final LastLook last;

        Curtain(LastLook last) {
            this.last = last;
        }

        @Override
        public Duration lockTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public List<String> run() throws SQLException {
            last.at(working.session());
            throw new Falls();
        }

        private static final class Falls extends RuntimeException {

            private static final long serialVersionUID = 1L;

            Falls() {
                super("the rehearsal is over", null, false, false);
            }
        }
    }
}
