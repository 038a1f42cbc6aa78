package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

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

    /** How long to wait for another run, unless told otherwise. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    private static final String ACTIVITY = "waiting for another run on this database";
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 100;

    private static final String TRY = "SELECT pg_catalog.pg_try_advisory_lock(?, ?)";
    private static final String UNLOCK = "SELECT pg_catalog.pg_advisory_unlock(?, ?)";

    private static final String HELD = """
            FROM pg_catalog.pg_locks l
            WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
              AND l.classid = CAST(CAST(? AS bigint) AS oid) AND l.objid = CAST(CAST(? AS bigint) AS oid)
              AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
            """;

    private static final String HOLDER = """
            SELECT a.pid, coalesce(a.usename, ''), coalesce(pg_catalog.host(a.client_addr), 'local'), a.application_name,
                   pg_catalog.to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'), coalesce(a.state, 'hidden'),
                   coalesce(a.query, '')
            FROM pg_catalog.pg_stat_activity a
            WHERE a.pid = (SELECT l.pid
            """ + HELD + "LIMIT 1)";

    private final LockKey key;
    private final Session own;
    private final Session working;
    private final int ownPid;
    private final int workingPid;

    private SessionLocks(LockKey key, Session own, Session working) throws SQLException {
        this.key = key;
        this.own = own;
        this.working = working;
        this.ownPid = backendPid(own);
        this.workingPid = backendPid(working);
    }

    /**
     * Takes both locks, trying until patience ends.
     *
     * @param working in autocommit mode; the second lock stays on it, so nothing may run {@code DISCARD ALL} there
     * @param applicationName for the connection of its own, see {@link ApplicationName}
     * @param patience how long others may hold the locks; zero tries once
     * @param events told who holds them, at the start of the wait and every ten seconds
     * @throws ConfitureException {@code lock.held} when patience ends, naming the holder
     */
    public static SessionLocks acquire(
            Session working, String applicationName, LockKey key, Duration patience, EventSink events)
            throws SQLException {
        requireNonNull(patience, "patience");
        Session own = working.database().open(applicationName);
        try {
            own.noticeLostClient();
            working.noticeLostClient();
            Wait wait = new Wait(own, patience, events);
            // Always in this order, so that two waiters never hold one lock each.
            wait.until(own, LockKey.RUN, key);
            wait.until(working, LockKey.WORK, key);
            wait.finished();
            return new SessionLocks(key, own, working);
        } catch (SQLException | RuntimeException e) {
            own.close(); // frees its lock
            throw e;
        }
    }

    /**
     * Asks the server whether both locks are still ours; costs one query on the connection of its own.
     *
     * @throws ConfitureException {@code lock.lost} if not: somebody else may be working
     */
    public void verifyHeld() {
        try {
            if (!holds(ownPid, LockKey.RUN) || !holds(workingPid, LockKey.WORK)) {
                throw lost("the server no longer shows both locks");
            }
        } catch (SQLException e) {
            throw lost(SqlErrors.why(e));
        }
    }

    /**
     * Gives both locks back.
     *
     * @throws ConfitureException {@code lock.lost} if one was lost before
     */
    @Override
    public void close() {
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

    private boolean holds(int pid, int lock) throws SQLException {
        return own.queryOne("SELECT 1 " + HELD + " AND l.pid = ?", row -> true, lock, key.unsigned(), pid)
                .isPresent();
    }

    private boolean unlock(Session session, int lock) throws SQLException {
        return session.queryOne(UNLOCK, row -> row.getBoolean(1), lock, key.ledger())
                .orElseThrow();
    }

    private static int backendPid(Session session) throws SQLException {
        return session.queryOne("SELECT pg_catalog.pg_backend_pid()", row -> row.getInt(1))
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

    /** One wait for both locks, with one common end. */
    private static final class Wait {

        private final Session asking;
        private final Duration patience;
        private final EventSink events;
        private final long start = System.nanoTime();
        private Duration nextReport = Duration.ZERO;

        Wait(Session asking, Duration patience, EventSink events) {
            this.asking = asking;
            this.patience = patience;
            this.events = events;
        }

        void until(Session session, int lock, LockKey key) throws SQLException {
            while (!tryLock(session, lock, key)) {
                Optional<LockHolder> holder = asking.queryOne(HOLDER, Wait::holder, lock, key.unsigned());
                Duration waited = waited();
                if (waited.compareTo(patience) >= 0) {
                    throw gaveUp(holder);
                }
                if (holder.isPresent() && waited.compareTo(nextReport) >= 0) {
                    events.accept(
                            nextReport.isZero()
                                    ? new Event.Started(
                                            ACTIVITY + ": " + holder.get().text())
                                    : new Event.Progressed(
                                            ACTIVITY, holder.get().text()));
                    nextReport = waited.plus(REPORT_EVERY);
                }
                pause();
            }
        }

        void finished() {
            if (!nextReport.isZero()) {
                events.accept(new Event.Finished(ACTIVITY, waited()));
            }
        }

        private Duration waited() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        private static boolean tryLock(Session session, int lock, LockKey key) throws SQLException {
            return session.queryOne(TRY, row -> row.getBoolean(1), lock, key.ledger())
                    .orElseThrow();
        }

        private static LockHolder holder(ResultSet row) throws SQLException {
            return new LockHolder(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7));
        }

        private ConfitureException gaveUp(Optional<LockHolder> holder) {
            return new ConfitureException(Problem.error(
                    ProblemCode.LOCK_HELD,
                    "Another run is working on database " + asking.database().label() + ".",
                    holder.map(LockHolder::text).orElse("it ended just now"),
                    "wait until it has ended"
                            + holder.map(it -> "; if nobody waits for it, end it: SELECT pg_terminate_backend("
                                            + it.pid() + ")")
                                    .orElse(", and run again")));
        }

        /** Not the same for all who wait, so that they do not always ask together. */
        private static void pause() {
            try {
                Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConfitureException(Problem.error(
                        ProblemCode.LOCK_HELD, "The wait for another run was interrupted.", "", "run again"));
            }
        }
    }
}
