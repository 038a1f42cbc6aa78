package dev.confiture.runner;

import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.history.Digest;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.LedgerEvent;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a migration that cannot have a transaction: its row is written before as running and completed after; each
 * statement commits by itself, and the ledger records it.
 */
final class OutsideTransaction {

    private static final String OWN_ROLE = "RESET SESSION AUTHORIZATION; RESET ROLE";

    private final Session session;
    private final TrackingTable ledger;
    private final EventSink events;

    OutsideTransaction(Session session, TrackingTable ledger, EventSink events) {
        this.session = session;
        this.ledger = ledger;
        this.events = events;
    }

    Duration run(MigrationStep step, Duration patience) throws SQLException {
        begin(step);
        Statements statements = new Statements(step);
        JdbcMigrationContext context = step.context(session, statements);
        long start = System.nanoTime();
        try {
            session.execute("SET lock_timeout = " + patience.toMillis());
            Digest sent = step.runBody(context);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            session.execute(OWN_ROLE);
            complete(step, sent, took);
            return took;
        } catch (BodyFailure e) {
            throw halfWay(step, e.reason(), context.failure(), statements.count());
        } catch (ConfitureException | SQLException e) {
            throw halfWay(step, e, context.failure(), statements.count());
        }
    }

    private void begin(MigrationStep step) throws SQLException {
        MigrationVersion version = step.migration().version();
        String direction = step.direction().name().toLowerCase(Locale.ROOT);
        session.inTransaction(open -> {
            if (step.direction() == Direction.UP) {
                ledger.insert(open, List.of(LedgerRow.running(step.migration())));
            } else {
                ledger.reopen(open, version);
            }
            ledger.record(open, LedgerEvent.of(LedgerEvent.Kind.STARTED, version, Map.of("direction", direction)));
            return version;
        });
    }

    private void complete(MigrationStep step, Digest sent, Duration took) throws SQLException {
        MigrationVersion version = step.migration().version();
        session.inTransaction(open -> {
            if (step.direction() == Direction.UP) {
                ledger.finish(open, version, sent, took);
            } else {
                ledger.delete(open, version);
            }
            ledger.record(open, step.done(sent, took));
            return version;
        });
    }

    private ConfitureException halfWay(
            MigrationStep step, Throwable thrown, Optional<FailedStatement> failed, int statements) {
        String stays = statements == 1
                ? "1 statement before the failure stays"
                : statements + " statements before the failure stay";
        ConfitureException report = step.failure()
                .report(
                        thrown,
                        failed,
                        "it runs outside a transaction: " + stays + ", and its ledger row says running");
        try {
            session.execute(OWN_ROLE);
            ledger.record(
                    session,
                    LedgerEvent.of(
                            LedgerEvent.Kind.FAILED,
                            step.migration().version(),
                            Map.of("statements", Integer.toString(statements))));
        } catch (SQLException e) {
            report.addSuppressed(e);
        }
        return report;
    }

    /** Records each statement once it is done. */
    private final class Statements implements RunListener {

        private final MigrationStep step;
        private int count;

        Statements(MigrationStep step) {
            this.step = step;
        }

        int count() {
            return count;
        }

        @Override
        public void executed(String sql) throws SQLException {
            count++;
            String number = Integer.toString(count);
            ledger.record(
                    session,
                    LedgerEvent.of(LedgerEvent.Kind.STATEMENT, step.migration().version(), Map.of("number", number)));
        }

        @Override
        public void noted(String progress) {
            events.accept(new Event.Progressed(step.activity(), progress));
        }
    }
}
