package dev.confiture;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EveryMajor;
import dev.confiture.event.EventSink;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL for all tests of this JVM, and one of each other major that a test asks for; started when the first
 * test needs it, gone with the JVM.
 */
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<Integer, DisposablePostgres> SERVERS = new ConcurrentHashMap<>();
    private static final int DEFAULT_MAJOR = EmbeddedOptions.fast().major();

    private TestServer() {}

    /** A connection to the server's first database; for tests about several databases. */
    public static Database maintenance() {
        return maintenance(DEFAULT_MAJOR);
    }

    /** The same on the server of that major. */
    public static Database maintenance(int major) {
        return server(major).database();
    }

    private static DisposablePostgres server(int major) {
        return SERVERS.computeIfAbsent(major, TestServer::start);
    }

    private static DisposablePostgres start(int major) {
        EmbeddedOptions options = major == DEFAULT_MAJOR ? EmbeddedOptions.fast() : EveryMajor.options(major);
        return DisposablePostgres.start(options, EventSink.none());
    }

    /** The superuser's password, for other processes that a test starts. */
    public static String password() {
        return password(DEFAULT_MAJOR);
    }

    /** The same for the server of that major. */
    public static String password(int major) {
        return server(major).password();
    }

    /** A new, empty database, dropped when closed; sessions still open on it are ended. */
    public static FreshDatabase freshDatabase() throws SQLException {
        return freshDatabase(DEFAULT_MAJOR);
    }

    /** The same on a server of that major. */
    public static FreshDatabase freshDatabase(int major) throws SQLException {
        Database server = maintenance(major);
        Database database = server.named("test_" + DATABASES.incrementAndGet());
        run(server, "CREATE DATABASE " + database.name());
        return new FreshDatabase(server, database);
    }

    private static void run(Database server, String sql) throws SQLException {
        try (Session session = server.open("confiture:test")) {
            session.execute(sql);
        }
    }

    /** One database of a test. */
    public record FreshDatabase(Database server, Database database) implements AutoCloseable {

        public Session open() throws SQLException {
            return database.open("confiture:test");
        }

        @Override
        public void close() throws SQLException {
            run(server, "DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
        }
    }
}
