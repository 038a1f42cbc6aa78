package dev.confiture.source;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A server on which databases are made for a moment. Not for several threads: each takes one of its own. */
public final class ScratchServer implements AutoCloseable {

    /** What is left of a process that was killed bears this name; anybody may drop it. */
    private static final String PREFIX = "confiture_scratch_";

    private static final Identifier PRISTINE = Identifier.of("template0");

    private final Database server;
    private final String application;
    private final Session maintenance;
    private final DatabaseAdmin admin;
    private final Set<Identifier> made = new LinkedHashSet<>();

    private ScratchServer(Database server, String application, Session maintenance) {
        this.server = server;
        this.application = application;
        this.maintenance = maintenance;
        this.admin = DatabaseAdmin.on(maintenance);
    }

    /**
     * @param server a database that stays; its user may create databases
     * @param application what the server shows of the sessions
     */
    public static ScratchServer open(Database server, String application) throws SQLException {
        return new ScratchServer(
                requireNonNull(server, "server"), requireNonNull(application, "application"), server.open(application));
    }

    public int serverMajor() throws SQLException {
        return maintenance.serverMajor();
    }

    /** An empty database in UTF-8, with nothing of what the server's administrator puts into every new one. */
    public ScratchDatabase create() throws SQLException {
        return from(PRISTINE);
    }

    /**
     * One with the same content, without what is kept outside of a database: its settings, its subscriptions.
     *
     * @param original one of this server's, on which there is no session
     */
    public ScratchDatabase copyOf(ScratchDatabase original) throws SQLException {
        return from(original.name());
    }

    private ScratchDatabase from(Identifier template) throws SQLException {
        Identifier name = Identifier.of(PREFIX + UUID.randomUUID().toString().replace("-", ""));
        admin.create(NewDatabase.named(name).from(template).encodedAs("UTF8"));
        made.add(name);
        return new ScratchDatabase(this, name);
    }

    /** A database with this content. */
    public ScratchDatabase create(Content content) throws SQLException {
        ScratchDatabase database = create();
        try (Session session = database.open()) {
            content.fill(session);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.dropAfter(e);
            throw e;
        }
    }

    Session open(Identifier name) throws SQLException {
        return server.named(name.name()).open(application);
    }

    void drop(Identifier name) throws SQLException {
        if (made.remove(name)) {
            admin.dropAndDisconnect(name);
        }
    }

    /** Drops the databases that are still there. */
    @Override
    public void close() throws SQLException {
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
}
