package dev.confiture.runner;

import dev.confiture.config.Environment;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.LockedLook;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.EventSink;
import dev.confiture.ledger.TrackingTable;
import java.sql.SQLException;
import java.util.Optional;

/** Work on a database while no other run of Confiture is on it. Who had to wait finds what the other one left. */
final class LockedRun {

    private final Database database;
    private final Environment environment;
    private final TrackingTable ledger;
    private final OrphanChoice orphans;
    private final EventSink events;

    LockedRun(
            Database database, Environment environment, TrackingTable ledger, OrphanChoice orphans, EventSink events) {
        this.database = database;
        this.environment = environment;
        this.ledger = ledger;
        this.orphans = orphans;
        this.events = events;
    }

    /**
     * @param goal for {@code pg_stat_activity}
     * @param work gets a session in autocommit mode; when it returns, both locks were held to the end
     */
    <T> T run(String goal, Work<T> work) {
        return open(goal, session -> run(session, goal, work));
    }

    /**
     * Looks first, on one connection; works as {@link #run} does unless the look is enough.
     *
     * @param look under the locks, too
     */
    <T> T runUnless(String goal, LockedLook.Look<T> look, Work<T> work) {
        return open(goal, session -> {
            Optional<T> enough = LockedLook.ifFree(session, LockKey.of(ledger.name()), look);
            return enough.isPresent() ? enough.get() : run(session, goal, work);
        });
    }

    private <T> T open(String goal, OnSession<T> work) {
        try (Session session = Sessions.open(database, goal)) {
            return work.run(session);
        } catch (Sessions.AbsentDatabase e) {
            throw Sessions.absent(database, e);
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    private <T> T run(Session session, String goal, Work<T> work) throws SQLException {
        LockTerms terms = new LockTerms(environment.migration().lockWait(), orphans);
        try (SessionLocks locks =
                SessionLocks.acquire(session, ApplicationName.of(goal), LockKey.of(ledger.name()), terms, events)) {
            return work.run(session, locks);
        }
    }

    /** What is done on a session of its own. */
    @FunctionalInterface
    private interface OnSession<T> {
        T run(Session session) throws SQLException;
    }

    /** What is done under the locks. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session, SessionLocks locks) throws SQLException;
    }
}
