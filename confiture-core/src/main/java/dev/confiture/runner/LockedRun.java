package dev.confiture.runner;

import dev.confiture.config.Environment;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.LockKey;
import dev.confiture.db.Session;
import dev.confiture.db.SessionLocks;
import dev.confiture.event.EventSink;
import dev.confiture.ledger.TrackingTable;
import java.sql.SQLException;

/** Work on a database while no other run of Confiture is on it. Who had to wait finds what the other one left. */
final class LockedRun {

    private final Database database;
    private final Environment environment;
    private final TrackingTable ledger;
    private final EventSink events;

    LockedRun(Database database, Environment environment, TrackingTable ledger, EventSink events) {
        this.database = database;
        this.environment = environment;
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * @param goal for {@code pg_stat_activity}
     * @param work gets a session in autocommit mode
     */
    <T> T run(String goal, Session.SqlWork<T> work) {
        try (Session session = Sessions.open(database, goal);
                SessionLocks locks = SessionLocks.acquire(
                        session,
                        ApplicationName.of(goal),
                        LockKey.of(ledger.name()),
                        environment.migration().lockWait(),
                        events)) {
            T result = work.run(session);
            locks.verifyHeld();
            return result;
        } catch (Sessions.AbsentDatabase e) {
            throw Sessions.absent(database, e);
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }
}
