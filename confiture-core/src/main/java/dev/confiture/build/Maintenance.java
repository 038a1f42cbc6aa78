package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.SessionLock;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A session beside the database that is built, and the exclusive right to create, drop and rename that database while it is
 * open.
 */
final class Maintenance implements AutoCloseable {

    /** Databases that every server has; the second for servers whose first is closed to us. */
    private static final List<String> USUAL = List.of("postgres", "template1");

    private static final String ABSENT = "3D000";

    private final Session session;
    private final SessionLock lock;

    private Maintenance(Session session, SessionLock lock) {
        this.session = session;
        this.lock = lock;
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
            return new Maintenance(session, SessionLock.acquire(session, key, LockTerms.patient(patience), events));
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

    /**
     * @param e what {@link #open} threw
     */
    static Problem unavailable(Database target, SQLException e) {
        // The last one is about the target itself.
        boolean absent = Arrays.stream(e.getSuppressed())
                .reduce((earlier, last) -> last)
                .filter(last -> last instanceof SQLException told && ABSENT.equals(told.getSQLState()))
                .isPresent();
        return absent ? NewContent.notPermitted(target, e) : SqlErrors.unreachable(target, e);
    }

    Session session() {
        return session;
    }

    DatabaseAdmin admin() {
        return DatabaseAdmin.on(session);
    }

    /**
     * For what cannot be done from inside the database.
     *
     * @throws ConfitureException if the session is on it, because all others are closed
     */
    void requireBeside(Database target) {
        if (session.database().name().equals(target.name())) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.BUILD_NOT_PERMITTED,
                    "Database " + target.label() + " cannot be made anew by this user.",
                    "a database is replaced from another one, and " + String.join(" and ", USUAL) + " are closed to it",
                    "GRANT CONNECT ON DATABASE " + USUAL.get(0) + " TO it"));
        }
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
            lock.close();
        }
    }
}
