package dev.confiture.source;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A server on which databases are made for a moment, one at a time. For several threads. */
public final class ScratchServer implements AutoCloseable {

    /** Before the process of the session that made it, and something that nobody has twice. */
    private static final String PREFIX = "confiture_scratch_";

    /** A process id may have been given to another session since; such a database waits for the next run. */
    private static final String LEFT_OVER = """
            SELECT datname
            FROM pg_catalog.pg_database
            WHERE datname ~ '^confiture_scratch_[0-9]+_[0-9a-f]{32}$'
                AND pg_catalog.pg_has_role(datdba, 'MEMBER')
                AND split_part(datname, '_', 3)::bigint NOT IN
                    (SELECT pid FROM pg_catalog.pg_stat_activity WHERE pid IS NOT NULL)
                AND oid NOT IN (SELECT datid FROM pg_catalog.pg_stat_activity WHERE datid IS NOT NULL)
            ORDER BY datname
            """;

    private static final Identifier PRISTINE = Identifier.of("template0");

    private final Database server;
    private final String application;
    private final Session maintenance;
    private final DatabaseAdmin admin;
    private final Set<Identifier> made = new LinkedHashSet<>();
    private final int process;

    private ScratchServer(Database server, String application, Session maintenance) throws SQLException {
        this.server = server;
        this.application = application;
        this.maintenance = maintenance;
        this.admin = DatabaseAdmin.on(maintenance);
        this.process = maintenance
                .queryOne("SELECT pg_catalog.pg_backend_pid()", row -> row.getInt(1))
                .orElseThrow();
    }

    /**
     * Drops, too, what killed runs of the same user left there.
     *
     * @param server a database that stays; its user may create databases
     * @param application what the server shows of the sessions
     */
    public static ScratchServer open(Database server, String application) throws SQLException {
        Session maintenance = requireNonNull(server, "server").open(requireNonNull(application, "application"));
        try {
            ScratchServer scratch = new ScratchServer(server, application, maintenance);
            scratch.dropLeftOvers();
            return scratch;
        } catch (SQLException e) {
            try (maintenance) {
                throw e;
            }
        }
    }

    /** Another run may drop the same, or look into one; what stays now is dropped later. */
    private void dropLeftOvers() throws SQLException {
        for (String name : maintenance.query(LEFT_OVER, row -> row.getString(1))) {
            try {
                admin.drop(Identifier.of(name));
            } catch (SQLException e) {
                if (SqlErrors.isConnectionLost(e)) {
                    throw e;
                }
            }
        }
    }

    public synchronized int serverMajor() throws SQLException {
        return maintenance.serverMajor();
    }

    /** An empty database in UTF-8, with nothing of what the server's administrator puts into every new one. */
    public ScratchDatabase create() throws SQLException {
        return from(PRISTINE);
    }

    synchronized ScratchDatabase from(Identifier template) throws SQLException {
        Identifier name = Identifier.of(
                PREFIX + process + '_' + UUID.randomUUID().toString().replace("-", ""));
        admin.create(NewDatabase.named(name).from(template).encodedAs("UTF8"));
        made.add(name);
        return new ScratchDatabase(this, name);
    }

    /** A database with this content. */
    public ScratchDatabase create(Content content) throws SQLException {
        return made(database -> {
            try (Session session = database.open()) {
                content.fill(session);
            }
        });
    }

    /** A database that somebody makes something of who opens sessions of their own. */
    public ScratchDatabase made(Made work) throws SQLException {
        ScratchDatabase database = create();
        try {
            work.of(database);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.dropAfter(e);
            throw e;
        }
    }

    Session open(Identifier name) throws SQLException {
        return database(name).open(application);
    }

    Database database(Identifier name) {
        return server.named(name.name());
    }

    synchronized void drop(Identifier name) throws SQLException {
        if (made.remove(name)) {
            admin.dropAndDisconnect(name);
        }
    }

    /** Drops the databases that are still there. */
    @Override
    public synchronized void close() throws SQLException {
        try (maintenance) {
            for (Identifier name : List.copyOf(made)) {
                drop(name);
            }
        }
    }

    /** What an empty database is filled with. */
    @FunctionalInterface
    public interface Content {
        /** @param session in autocommit mode, closed afterwards */
        void fill(Session session) throws SQLException;
    }

    /** What is made of an empty database. */
    @FunctionalInterface
    public interface Made {
        void of(ScratchDatabase database) throws SQLException;
    }
}
