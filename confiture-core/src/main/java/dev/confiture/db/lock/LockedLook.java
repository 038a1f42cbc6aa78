package dev.confiture.db.lock;

import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A look at a database which nobody changes meanwhile. Both locks are on the connection that looks: a killed look leaves
 * nothing behind that works, so it needs no second connection to tell itself from an orphan, as {@link SessionLocks} do.
 */
public final class LockedLook {

    private LockedLook() {}

    /**
     * Looks if both locks are free; never waits.
     *
     * @param session in autocommit mode; holds no lock afterwards
     * @return what the look found; also empty if somebody else holds a lock, or a lock was gone when it was given back
     * @throws dev.confiture.problem.ConfitureException {@code database.pooled} or {@code database.read-only}
     */
    public static <T> Optional<T> ifFree(Session session, LockKey key, Look<T> look) throws SQLException {
        ConnectionCheck.backend(session);
        boolean isFree =
                session.queryOne(key.tryBothSql(), row -> row.getBoolean(1)).orElseThrow();
        if (!isFree) {
            return Optional.empty();
        }
        Optional<T> found = look.at(session);
        boolean wasLocked = session.queryOne(key.giveBackSql(), row -> row.getBoolean(1) && row.getBoolean(2))
                .orElseThrow();
        return wasLocked ? found : Optional.empty();
    }

    /** Reads, and writes nothing; what it throws ends the session, and the locks with it. */
    @FunctionalInterface
    public interface Look<T> {
        Optional<T> at(Session session) throws SQLException;
    }
}
