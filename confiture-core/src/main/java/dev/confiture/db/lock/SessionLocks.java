package dev.confiture.db.lock;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The exclusive right to change what one ledger describes, held by two session advisory locks: one on an idle connection
 * of its own, one on the connection that works. The first ends at once when this process is killed; the second lasts as
 * long as the server still executes what the killed process sent. A run needs both, so it never starts beside an orphan.
 *
 * <p>Locks are tried again and again, never waited for: a session that waits inside {@code pg_advisory_lock} holds a
 * snapshot, and blocks every CREATE INDEX CONCURRENTLY. The connection of its own stays in autocommit mode for the same
 * reason.
 */
public final class SessionLocks implements AutoCloseable {

    /** What {@link #heldSql} answers when both locks are ours. */
    private static final String BOTH = "ttt1";

    static final String UNLOCK = "SELECT pg_catalog.pg_advisory_unlock(?, ?)";

    private final LockKey key;
    private final Session own;
    private final Session working;
    private final int workingPid;
    private final Blockers blockers;
    private final String heldSql;

    private SessionLocks(LockKey key, Session own, Backend ownBackend, Session working, Backend workingBackend) {
        this.key = key;
        this.own = own;
        this.working = working;
        this.workingPid = workingBackend.pid();
        this.blockers = new Blockers(own);
        this.heldSql = heldSql(key, ownBackend);
    }

    /**
     * Takes both locks, trying until patience ends.
     *
     * @param working in autocommit mode; the second lock stays on it, so whatever gives it back there
     *     ({@code DISCARD ALL}) is followed by {@link #retakeSql}
     * @param applicationName for the connection of its own, see {@link ApplicationName}
     * @param events told who holds them and for how long it has waited, at the start of the wait and every ten seconds
     * @throws ConfitureException {@code lock.held} or {@code lock.orphan} when patience ends, naming the holder;
     *     {@code database.pooled} or {@code database.read-only} if nothing could be held or written anyway
     */
    public static SessionLocks acquire(
            Session working, String applicationName, LockKey key, LockTerms terms, EventSink events)
            throws SQLException {
        Backend workingBackend = ConnectionCheck.backend(working);
        Session own = working.database().open(applicationName);
        try {
            Backend ownBackend = ConnectionCheck.backend(own);
            ConnectionCheck.requireTwo(workingBackend, ownBackend, working.database());
            own.noticeLostClient();
            working.noticeLostClient();
            LockWait wait = new LockWait(own, key, terms, events);
            // Always in this order, so that two waiters never hold one lock each.
            wait.until(own, LockKey.RUN);
            wait.until(working, LockKey.WORK);
            wait.finished();
            return new SessionLocks(key, own, ownBackend, working, workingBackend);
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, own); // frees its lock
            throw e;
        }
    }

    private static void closeAfter(Exception first, Session session) {
        try {
            session.close();
        } catch (SQLException second) {
            first.addSuppressed(second);
        }
    }

    /** Statements that give back every advisory lock of the working session and take ours again; no answer is needed. */
    public List<String> retakeSql() {
        return List.of(
                "SELECT pg_catalog.pg_advisory_unlock_all()",
                "SELECT pg_catalog.pg_try_advisory_lock(" + LockKey.WORK + ", " + key.ledger() + ")");
    }

    /** One query for the working session; {@link #requireHeld} reads its one value. */
    public String heldSql() {
        return heldSql;
    }

    /**
     * Giving the second lock back says whether it was ours, and it is taken again at once; nobody else can have it meanwhile
     * who does not have the first one. The first one must be somebody's, and the backend that took it must live: that is
     * the only way to lose it. Looking both up in pg_locks costs the server five times as much.
     */
    private static String heldSql(LockKey key, Backend own) {
        String run = "(" + LockKey.RUN + ", " + key.ledger() + ")";
        String work = "(" + LockKey.WORK + ", " + key.ledger() + ")";
        return "SELECT pg_catalog.concat(pg_catalog.pg_advisory_unlock" + work + ", pg_catalog.pg_try_advisory_lock"
                + work
                + ", NOT pg_catalog.pg_try_advisory_lock" + run + ", pg_catalog.pg_stat_clear_snapshot(),"
                + " (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_get_activity(" + own.pid() + ") a"
                + " WHERE pg_catalog.extract('epoch', a.backend_start)::pg_catalog.text = '" + own.started() + "'))";
    }

    /**
     * Reads the answer to {@link #heldSql}.
     *
     * @throws ConfitureException {@code lock.lost} if it says that a lock is no longer ours: somebody else may be working
     */
    public void requireHeld(String answer) {
        if (!answer.equals(BOTH)) {
            throw lost("the server no longer shows both locks");
        }
    }

    /**
     * Asks the server whether both locks are still ours.
     *
     * @throws ConfitureException {@code lock.lost} if not
     */
    public void verifyHeld() {
        try {
            requireHeld(working.queryOne(heldSql, row -> row.getString(1)).orElseThrow());
        } catch (SQLException e) {
            throw lost(SqlErrors.why(e));
        }
    }

    /**
     * Watches who keeps the working session waiting, until the watch is closed.
     *
     * @param activity what it does, for events
     * @param interval between two looks
     */
    public Blockers.Watch watch(String activity, Duration interval, EventSink events) {
        return blockers.watch(workingPid, activity, interval, events);
    }

    /**
     * Gives both locks back.
     *
     * @throws ConfitureException {@code lock.lost} if one was lost before
     */
    @Override
    public void close() {
        blockers.close();
        try (own) {
            boolean work = unlock(working, LockKey.WORK);
            boolean run = unlock(own, LockKey.RUN);
            if (!work || !run) {
                throw lost("the server says that a lock was not held when it was given back");
            }
        } catch (SQLException e) {
            throw lost(SqlErrors.why(e));
        }
    }

    private boolean unlock(Session session, int lock) throws SQLException {
        return session.queryOne(UNLOCK, row -> row.getBoolean(1), lock, key.ledger())
                .orElseThrow();
    }

    private ConfitureException lost(String why) {
        return new ConfitureException(Problem.error(
                ProblemCode.LOCK_LOST,
                "This run lost its exclusive right to change database "
                        + working.database().label() + ".",
                why,
                "look at the status of the database before running again; a connection pooler in transaction mode, "
                        + "pg_terminate_backend or DISCARD ALL can cause this"));
    }
}
