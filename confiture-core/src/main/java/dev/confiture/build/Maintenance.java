package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.LockKey;
import dev.confiture.db.Session;
import dev.confiture.db.SessionLocks;
import dev.confiture.event.EventSink;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session beside the database that is built, and the exclusive right to create, drop and rename that database while it is
 * open.
 */
final class Maintenance implements AutoCloseable {

    /** Databases that every server has; the second for servers whose first is closed to us. */
    private static final List<String> USUAL = List.of("postgres", "template1");

    private final Session session;
    private final SessionLocks locks;

    private Maintenance(Session session, SessionLocks locks) {
        this.session = session;
        this.locks = locks;
    }

    /**
     * @param target the database to be built; the session is on it where all others are closed, which is enough to fill it
     * @throws SQLException why the first database could not be opened, if none can
     */
    static Maintenance open(Database target, String applicationName, Duration patience, EventSink events)
            throws SQLException {
        Session session = openFirst(target, applicationName);
        try {
            LockKey key = LockKey.of(QualifiedName.of("confiture build", target.name()));
            return new Maintenance(session, SessionLocks.acquire(session, applicationName, key, patience, events));
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Session openFirst(Database target, String applicationName) throws SQLException {
        Optional<SQLException> first = Optional.empty();
        List<String> names = new ArrayList<>(USUAL);
        names.add(target.name());
        for (String name : names) {
            try {
                return target.named(name).open(applicationName);
            } catch (SQLException e) {
                first.ifPresent(earlier -> earlier.addSuppressed(e));
                first = first.or(() -> Optional.of(e));
            }
        }
        throw first.orElseThrow();
    }

    Session session() {
        return session;
    }

    DatabaseAdmin admin() {
        return DatabaseAdmin.on(session);
    }

    /** Who is connected to a database, for people. */
    List<String> connected(Identifier database) throws SQLException {
        return session.query("""
                SELECT 'process ' || pid || ' (' || COALESCE(application_name, '') || ', user ' || COALESCE(usename, '') || ')'
                  FROM pg_catalog.pg_stat_activity
                 WHERE datname = ? AND backend_type = 'client backend'
                 ORDER BY pid""", row -> row.getString(1), database.name());
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            locks.close();
        }
    }
}
