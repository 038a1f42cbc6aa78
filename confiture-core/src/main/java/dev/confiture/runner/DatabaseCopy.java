package dev.confiture.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.DatabaseProperties;
import dev.confiture.db.NewDatabase;
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
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** A copy of a database on its own server, for work that nobody shall find there. It is dropped when it is closed. */
final class DatabaseCopy implements AutoCloseable {

    private static final String MAINTENANCE = "postgres";
    private static final String OTHER_MAINTENANCE = "template1";
    private static final String IN_USE = "55006";
    private static final String ABSENT = "3D000";

    private final Database original;
    private final Identifier name;
    private final Session maintenance;
    private final SessionLock lock;

    private DatabaseCopy(Database original, Identifier name, Session maintenance, SessionLock lock) {
        this.original = original;
        this.name = name;
        this.maintenance = maintenance;
        this.lock = lock;
    }

    /**
     * Copies a database that nobody is connected to; what a killed process left of an earlier copy goes first.
     *
     * @param patience how long to wait for another process that copies the same database
     * @throws ConfitureException {@code preflight.no-copy} if it cannot be copied
     */
    static DatabaseCopy of(Database original, Duration patience, EventSink events) throws SQLException {
        String beside = original.name().equals(MAINTENANCE) ? OTHER_MAINTENANCE : MAINTENANCE;
        Session maintenance = Sessions.open(original.named(beside), "preflight");
        try {
            LockKey key = LockKey.of(QualifiedName.of("confiture preflight", original.name()));
            SessionLock lock = SessionLock.acquire(maintenance, key, LockTerms.patient(patience), events);
            DatabaseCopy copy = new DatabaseCopy(original, name(original), maintenance, lock);
            copy.create();
            return copy;
        } catch (SQLException | RuntimeException e) {
            try (maintenance) {
                throw e;
            }
        }
    }

    /** Always the same for a database, so that what a killed process left is found. */
    private static Identifier name(Database original) {
        CRC32 hash = new CRC32();
        hash.update(original.name().getBytes(UTF_8));
        return Identifier.of("confiture_preflight_" + Long.toHexString(hash.getValue()));
    }

    private void create() throws SQLException {
        DatabaseAdmin admin = DatabaseAdmin.on(maintenance);
        try {
            admin.dropAndDisconnect(name);
            admin.create(NewDatabase.named(name).from(Identifier.of(original.name())));
            takeProperties(admin);
        } catch (SQLException e) {
            if (ABSENT.equals(e.getSQLState())) {
                throw new Sessions.AbsentDatabase(e);
            }
            throw new ConfitureException(noCopy(e), e);
        }
    }

    /** Settings of the database, such as its search path, decide what a migration does. */
    private void takeProperties(DatabaseAdmin admin) throws SQLException {
        try {
            DatabaseProperties.copy(maintenance, Identifier.of(original.name()), name);
        } catch (SQLException e) {
            try {
                admin.dropAndDisconnect(name);
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private Problem noCopy(SQLException e) throws SQLException {
        Optional<String> connected = IN_USE.equals(e.getSQLState())
                ? Optional.of(String.join("\n", connectedSessions())).filter(text -> !text.isEmpty())
                : Optional.empty();
        return Problem.error(
                ProblemCode.PREFLIGHT_NO_COPY,
                "Database " + original.label() + " cannot be copied for the rehearsal.",
                SqlErrors.why(e) + connected.map(text -> "\n" + text).orElse(""),
                "close these connections; or rehearse on another copy of it (-Dconfiture.against=<url>), or on the database"
                        + " itself (-Dconfiture.against=target)");
    }

    private List<String> connectedSessions() throws SQLException {
        return maintenance.query(
                "SELECT 'process ' || pid || ' (' || COALESCE(application_name, '') || ', user ' || COALESCE(usename, '')"
                        + " || ')' FROM pg_catalog.pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'"
                        + " ORDER BY pid",
                row -> row.getString(1),
                original.name());
    }

    Database database() {
        return original.named(name.name());
    }

    Session open() throws SQLException {
        return database().open(ApplicationName.of("preflight"));
    }

    @Override
    public void close() throws SQLException {
        try (maintenance;
                lock) {
            DatabaseAdmin.on(maintenance).dropAndDisconnect(name);
        }
    }
}
