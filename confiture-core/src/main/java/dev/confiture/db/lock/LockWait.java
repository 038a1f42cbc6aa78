package dev.confiture.db.lock;

import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** One wait for both locks of a run, with one common end. */
final class LockWait {

    private static final String ACTIVITY = "waiting for another run on this database";
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 100;

    /** What most servers need to notice by themselves that a client is gone. */
    private static final Duration ORPHAN_MAY_END = Duration.ofSeconds(2);

    private static final String TRY = "SELECT pg_catalog.pg_try_advisory_lock(?, ?)";

    private static final String HELD = """
            FROM pg_catalog.pg_locks l
            WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
              AND l.classid = CAST(CAST(? AS bigint) AS oid) AND l.objid = CAST(CAST(? AS bigint) AS oid)
              AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
            """;

    private static final String HOLDER = "SELECT " + LockHolder.COLUMNS
            + " FROM pg_catalog.pg_stat_activity a WHERE a.pid = (SELECT l.pid " + HELD + " LIMIT 1)";

    /** Only while it still holds the lock: the number may have become somebody else's. */
    private static final String TERMINATE = "SELECT pg_catalog.pg_terminate_backend(l.pid) " + HELD + " AND l.pid = ?";

    private final Session asking;
    private final LockKey key;
    private final LockTerms terms;
    private final EventSink events;
    private final long start = System.nanoTime();
    private final Set<Integer> judged = new HashSet<>();
    private Duration nextReport = Duration.ZERO;
    private Optional<Duration> orphanSeen = Optional.empty();
    private String refused = "";

    /** @param asking the connection that holds, or tries for, the first lock */
    LockWait(Session asking, LockKey key, LockTerms terms, EventSink events) {
        this.asking = asking;
        this.key = key;
        this.terms = terms;
        this.events = events;
    }

    /**
     * Tries until the session has the lock.
     *
     * @throws ConfitureException {@code lock.held} or {@code lock.orphan} when patience ends
     */
    void until(Session session, int lock) throws SQLException {
        boolean orphaned = lock == LockKey.WORK; // its run no longer has the first one, or we would not
        while (!tryLock(session, lock)) {
            Optional<LockHolder> holder = asking.queryOne(HOLDER, LockHolder::read, lock, key.unsigned());
            if (waited().compareTo(terms.patience()) >= 0) {
                throw new ConfitureException(orphaned ? orphanStays(holder) : held(holder));
            }
            if (holder.isPresent()) {
                report((orphaned ? "its run is gone, the server still works for it: " : "")
                        + holder.get().text());
                if (orphaned) {
                    judge(holder.get());
                }
            }
            pause();
        }
    }

    /** Both locks are ours. */
    void finished() {
        if (!nextReport.isZero()) {
            events.accept(new Event.Finished(ACTIVITY, waited()));
        }
    }

    private boolean tryLock(Session session, int lock) throws SQLException {
        return session.queryOne(TRY, row -> row.getBoolean(1), lock, key.ledger())
                .orElseThrow();
    }

    private Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void report(String holder) {
        Duration waited = waited();
        if (waited.compareTo(nextReport) >= 0) {
            events.accept(
                    nextReport.isZero()
                            ? new Event.Started(ACTIVITY + ": " + holder)
                            : new Event.Progressed(ACTIVITY, "waited " + waited.toSeconds() + " s: " + holder));
            nextReport = waited.plus(REPORT_EVERY);
        }
    }

    private void judge(LockHolder orphan) throws SQLException {
        Duration seen = orphanSeen.orElseGet(this::waited);
        orphanSeen = Optional.of(seen);
        boolean hadItsChance = waited().minus(seen).compareTo(ORPHAN_MAY_END) >= 0;
        if (hadItsChance && judged.add(orphan.pid()) && terms.orphans().terminates(orphan)) {
            terminate(orphan);
        }
    }

    private void terminate(LockHolder orphan) {
        try {
            asking.query(TERMINATE, row -> row.getBoolean(1), LockKey.WORK, key.unsigned(), orphan.pid());
            events.accept(new Event.Progressed(ACTIVITY, "told the server to end process " + orphan.pid()));
        } catch (SQLException e) {
            // It may still end by itself, so the wait goes on; if it does not, the problem says this.
            refused = "\nit could not be ended: " + SqlErrors.why(e);
        }
    }

    private Problem held(Optional<LockHolder> holder) {
        return Problem.error(
                ProblemCode.LOCK_HELD,
                "Another run is working on database " + asking.database().label() + ".",
                why(holder),
                "wait until it has ended, longer with -Dconfiture.lockWait=30min"
                        + holder.map(it -> "; if nobody waits for it, end it: SELECT pg_terminate_backend(" + it.pid()
                                        + ")")
                                .orElse(", and run again"));
    }

    private Problem orphanStays(Optional<LockHolder> holder) {
        return Problem.error(
                ProblemCode.LOCK_ORPHAN,
                "The server still works for a run on database "
                        + asking.database().label() + " that is gone.",
                why(holder) + refused,
                "wait until its statement has ended, or end it: run again with -Dconfiture.terminateOrphan=true"
                        + holder.map(it -> ", or SELECT pg_terminate_backend(" + it.pid() + ")")
                                .orElse(""));
    }

    private String why(Optional<LockHolder> holder) {
        return holder.map(LockHolder::text).orElse("it ended just now") + "\nwaited " + waited().toSeconds() + " s";
    }

    /** Not the same for all who wait, so that they do not always ask together. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfitureException(
                    Problem.error(ProblemCode.LOCK_HELD, "The wait for another run was interrupted.", "", "run again"));
        }
    }
}
