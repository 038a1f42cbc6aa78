package dev.confiture.db.lock;

import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import java.sql.SQLException;

/**
 * One advisory lock, on the connection that works: for work that is never reset and that only this connection does, so
 * that losing the lock means losing the connection. It lasts as long as the server executes what a killed process sent.
 */
public final class SessionLock implements AutoCloseable {

    private final Session session;
    private final LockKey key;

    private SessionLock(Session session, LockKey key) {
        this.session = session;
        this.key = key;
    }

    /**
     * Takes the lock, trying until patience ends.
     *
     * @param session in autocommit mode
     * @param events told who holds it and for how long it has waited
     * @throws ConfitureException {@code lock.held} when patience ends; {@code database.pooled} or
     *     {@code database.read-only} if nothing could be held or written anyway
     */
    public static SessionLock acquire(Session session, LockKey key, LockTerms terms, EventSink events)
            throws SQLException {
        ConnectionCheck.backend(session);
        session.noticeLostClient();
        LockWait wait = new LockWait(session, key, terms, events);
        wait.until(session, LockKey.RUN);
        wait.finished();
        return new SessionLock(session, key);
    }

    @Override
    public void close() throws SQLException {
        session.query(SessionLocks.UNLOCK, row -> row.getBoolean(1), LockKey.RUN, key.ledger());
    }
}
