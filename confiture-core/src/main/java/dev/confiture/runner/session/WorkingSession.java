package dev.confiture.runner.session;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.SessionSettings;
import dev.confiture.db.MessageOutcome;
import dev.confiture.db.Session;
import dev.confiture.db.lock.Blockers;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.session.Message.Question;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The session on which migrations work, one after the other, while this run holds the locks. */
public final class WorkingSession {

    private static final int LOOKS_PER_WAIT = 4;
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private final Session session;
    private final SessionLocks locks;
    private final SessionState state;
    private final TransactionMessages messages;
    private Optional<String> transaction = Optional.empty();

    private WorkingSession(Session session, SessionLocks locks, SessionState state) {
        this.session = session;
        this.locks = locks;
        this.state = state;
        this.messages = new TransactionMessages(state, locks);
    }

    /**
     * @param session in the state to which it returns between migrations
     * @param locks held on it
     * @param settings what each migration finds
     */
    public static WorkingSession of(Session session, SessionLocks locks, SessionSettings settings) throws SQLException {
        requireNonNull(locks, "locks");
        return new WorkingSession(session, locks, SessionState.of(session, settings));
    }

    public Session session() {
        return session;
    }

    /**
     * Watches who keeps it waiting, see {@link SessionLocks#watch}.
     *
     * @param patience of its shortest wait: somebody has looked before it ends
     */
    public Blockers.Watch watch(String activity, Duration patience, EventSink events) {
        Duration part = patience.dividedBy(LOOKS_PER_WAIT).plusMillis(1);
        return locks.watch(activity, part.compareTo(LONGEST_INTERVAL) < 0 ? part : LONGEST_INTERVAL, events);
    }

    /**
     * Asks the server whether both locks are still ours.
     *
     * @throws ConfitureException {@code lock.lost} if not
     */
    public void requireLocks() {
        locks.verifyHeld();
    }

    /**
     * Takes back what the migration before left on the session.
     *
     * @throws ConfitureException {@code lock.lost} if a lock is no longer ours
     */
    public void reset() throws SQLException {
        Message message = messages.reset();
        MessageOutcome outcome = session.executeEach(message.text()).complete();
        locks.requireHeld(message.answer(Question.LOCKS, outcome));
    }

    /** Lets the environment's settings hold until the next reset, for what runs outside a transaction. */
    public void applySettings(Duration lockTimeout) throws SQLException {
        session.execute(String.join("; ", state.sessionSql(lockTimeout)));
    }

    /**
     * Runs bodies in one transaction with the changes of the ledger that they lead to, each on a session that was reset. If
     * anything fails, nothing of them stays, unless a body itself ended the transaction: {@link #fate} knows.
     *
     * @param bodies at least one
     * @throws ConfitureException {@code lock.lost} before a body, or before the commit; {@code run.transaction-ended} if
     *     a body ended the transaction
     */
    public void inTransaction(List<? extends Body> bodies) throws SQLException {
        transaction = Optional.empty();
        session.inTransaction(opening -> open(bodies.get(0).lockTimeout()), open -> {
            for (Body body : bodies) {
                if (body != bodies.get(0)) {
                    follow(body.lockTimeout());
                }
                close(body.run());
            }
            return bodies;
        });
    }

    private void open(Duration lockTimeout) throws SQLException {
        Message message = messages.opening(lockTimeout);
        MessageOutcome outcome = session.begin(message.text()).complete();
        locks.requireHeld(message.answer(Question.LOCKS, outcome));
        transaction = Optional.of(message.answer(Question.TRANSACTION, outcome));
    }

    private void follow(Duration lockTimeout) throws SQLException {
        Message message = messages.following(lockTimeout);
        MessageOutcome outcome = session.executeEach(message.text()).complete();
        locks.requireHeld(message.answer(Question.LOCKS, outcome));
    }

    private void close(List<String> ledger) throws SQLException {
        if (!session.isInTransaction()) {
            throw transactionEnded();
        }
        Message message = messages.closing(ledger);
        MessageOutcome outcome = session.executeEach(message.text()).complete();
        if (!transaction.equals(Optional.of(message.answer(Question.TRANSACTION, outcome)))) {
            throw transactionEnded();
        }
        message.requireChanges(outcome);
        locks.requireHeld(message.answer(Question.LOCKS, outcome));
    }

    /**
     * Writes to the ledger in the transaction that is open, as the connecting role and whatever names the migration made
     * visible, until it ends.
     *
     * @throws ConfitureException {@code lock.lost} if a lock is no longer ours
     */
    public void record(String sql) throws SQLException {
        Message message = messages.record(sql);
        MessageOutcome outcome = session.executeEach(message.text()).complete();
        locks.requireHeld(message.answer(Question.LOCKS, outcome));
    }

    private static ConfitureException transactionEnded() {
        return new ConfitureException(Problem.error(
                ProblemCode.RUN_TRANSACTION_ENDED,
                "It ended the transaction that also holds its ledger row.",
                "after it another transaction, or none, was open; COMMIT or ROLLBACK went to the server over an unwrapped"
                        + " connection",
                "look at what it did and undo it by hand, then take the call out; @Migration(transactional = false) runs"
                        + " without a transaction"));
    }

    /** What became of the last transaction, which failed. */
    public Fate fate() {
        if (transaction.isEmpty()) {
            return Fate.ROLLED_BACK;
        }
        try {
            return session.queryOne(
                                    "SELECT pg_catalog.pg_xact_status(?::pg_catalog.xid8)",
                                    row -> "committed".equals(row.getString(1)),
                                    transaction.get())
                            .orElse(false)
                    ? Fate.COMMITTED
                    : Fate.ROLLED_BACK;
        } catch (SQLException e) {
            return Fate.UNKNOWN; // the failure that is reported is the one that led here
        }
    }

    /** What can become of a transaction. */
    public enum Fate {
        ROLLED_BACK,
        /** Although it failed for us. */
        COMMITTED,
        /** The connection is gone. */
        UNKNOWN
    }

    /** What runs in a transaction. */
    public interface Body {

        /** How long each of its statements may wait for a lock. */
        Duration lockTimeout();

        /** @return statements that each change one row of the ledger */
        List<String> run() throws SQLException;
    }
}
