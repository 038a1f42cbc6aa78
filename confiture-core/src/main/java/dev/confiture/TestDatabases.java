package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database for each test class, on a server that nobody else uses: one is built and migrated when the first is asked
 * for, and every test class gets a copy of it in some hundredths of a second. The server is gone, with all data, when
 * this is closed or the JVM ends. Safe for tests that run in parallel.
 */
public final class TestDatabases implements AutoCloseable {

    /** Copied for every test, so it is never connected to once it is ready. */
    private static final Identifier ORIGINAL = Identifier.of("original");

    private final EmbeddedOptions options;
    private final EventSink events;
    private final Preparation preparation;

    /** Guards the fields below; copying is inside, because the server refuses to copy one database twice at once. */
    private final Object lock = new Object();

    private @Nullable DisposablePostgres server;

    private int copies;

    TestDatabases(EmbeddedOptions options, EventSink events, Preparation preparation) {
        this.options = requireNonNull(options, "options");
        this.events = requireNonNull(events, "events");
        this.preparation = requireNonNull(preparation, "preparation");
    }

    /**
     * A new database, as db/schema and the migrations make it. The first call starts the server, builds and migrates.
     *
     * @throws ConfitureException if building or migrating fails
     */
    public TestDatabase fresh() {
        synchronized (lock) {
            DisposablePostgres running = server == null ? start() : server;
            server = running;
            copies++;
            Identifier name = Identifier.of("test_" + copies);
            onServer(
                    running.database(),
                    admin -> admin.create(NewDatabase.named(name).from(ORIGINAL).copiedBy(NewDatabase.Copy.FILE_COPY)));
            return new TestDatabase(running, name);
        }
    }

    /** Ends the server; its databases are gone. */
    @Override
    public void close() {
        synchronized (lock) {
            if (server != null) {
                server.close();
                server = null;
            }
        }
    }

    private DisposablePostgres start() {
        DisposablePostgres started = DisposablePostgres.start(options, events);
        try {
            preparation.prepare(started, ORIGINAL);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Runs what needs a server's first database. */
    static void onServer(Database maintenance, Administration work) {
        try (Session session = maintenance.open(ApplicationName.of("test"))) {
            work.run(DatabaseAdmin.on(session));
        } catch (SQLException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_ERROR,
                            "A test database could not be made or dropped.",
                            SqlErrors.why(e),
                            "if it names the original: nobody may connect to that one"),
                    e);
        }
    }

    /** Creates the original on the server, and leaves no session on it. */
    @FunctionalInterface
    interface Preparation {
        void prepare(DisposablePostgres server, Identifier name);
    }

    /** Work on the databases of a server. */
    @FunctionalInterface
    interface Administration {
        void run(DatabaseAdmin admin) throws SQLException;
    }
}
