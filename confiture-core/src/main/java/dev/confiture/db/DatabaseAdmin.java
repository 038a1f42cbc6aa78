package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.List;

/** Creates, renames and drops the databases of a server. Decides nothing: callers know what may be dropped. */
public final class DatabaseAdmin {

    private static final String USUAL_TEMPLATE = "template1";
    private static final Identifier PRISTINE_TEMPLATE = Identifier.of("template0");

    /**
     * A session that was closed is gone a moment later. The server would meet it and look again only after a tenth of a second,
     * which is longer than most of what is done here.
     */
    private static final int LOOKS = 30;

    private static final int BETWEEN_LOOKS_MS = 1;

    private final Session session;

    private DatabaseAdmin(Session session) {
        this.session = requireNonNull(session, "session");
    }

    /** @param session in autocommit mode, on any database of the server but the ones to be changed */
    public static DatabaseAdmin on(Session session) {
        return new DatabaseAdmin(session);
    }

    public boolean exists(Identifier database) throws SQLException {
        return session.queryOne("SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?", row -> true, database.name())
                .isPresent();
    }

    /** On {@code template1} the new database is a copy of {@code template0}: one that others are connected to is not copied. */
    public void create(NewDatabase database) throws SQLException {
        boolean copiesOurs =
                database.template().isEmpty() && session.database().name().equals(USUAL_TEMPLATE);
        NewDatabase copy = copiesOurs ? database.from(PRISTINE_TEMPLATE) : database;
        if (copy.template().isPresent()) {
            awaitLeaving(copy.template().get());
        }
        session.execute(copy.statement(session.serverMajor()));
    }

    /** Does nothing if there is no such database; fails (55006) if somebody is connected to it. */
    public void drop(Identifier database) throws SQLException {
        awaitLeaving(database);
        session.execute("DROP DATABASE IF EXISTS " + database.quoted());
    }

    /** Does nothing if there is no such database; ends the sessions of those connected to it. */
    public void dropAndDisconnect(Identifier database) throws SQLException {
        awaitLeaving(database);
        session.execute("DROP DATABASE IF EXISTS " + database.quoted() + " WITH (FORCE)");
    }

    /** Fails (55006) if somebody is connected to it. */
    public void rename(Identifier database, Identifier newName) throws SQLException {
        awaitLeaving(database);
        session.execute("ALTER DATABASE " + database.quoted() + " RENAME TO " + newName.quoted());
    }

    /** Returns after a moment also if somebody stays: what the server says to that is for the caller. */
    private void awaitLeaving(Identifier database) throws SQLException {
        for (int look = 0; look < LOOKS && isInUse(database); look++) {
            try {
                Thread.sleep(BETWEEN_LOOKS_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isInUse(Identifier database) throws SQLException {
        return session.queryOne(
                        "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'"
                                + " LIMIT 1",
                        row -> true,
                        database.name())
                .isPresent();
    }

    /** From now on nobody can connect, superusers neither: for templates. Those connected stay. */
    public void refuseConnections(Identifier database) throws SQLException {
        session.execute("ALTER DATABASE " + database.quoted() + " WITH ALLOW_CONNECTIONS false");
    }

    public void acceptConnections(Identifier database) throws SQLException {
        session.execute("ALTER DATABASE " + database.quoted() + " WITH ALLOW_CONNECTIONS true");
    }

    /** Ends all clients' sessions of a database but our own, and returns how many there were; workers end by themselves. */
    public int disconnectAll(Identifier database) throws SQLException {
        return session.query(
                        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                                + " WHERE datname = ? AND pid <> pg_catalog.pg_backend_pid()"
                                + " AND backend_type = 'client backend'",
                        row -> row.getBoolean(1),
                        database.name())
                .size();
    }

    /** Names in code point order. */
    public List<Identifier> namesStartingWith(String prefix) throws SQLException {
        return session.query(
                "SELECT datname FROM pg_catalog.pg_database WHERE pg_catalog.starts_with(datname::text, ?)"
                        + " ORDER BY datname COLLATE \"C\"",
                row -> Identifier.of(row.getString(1)),
                prefix);
    }
}
