package dev.confiture;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of this JVM, started when the first test needs it, gone with the JVM. */
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** A connection to the server's first database; for tests about several databases. */
    public static Database maintenance() {
        return Holder.SERVER.database();
    }

    /** A new, empty database, dropped when closed; sessions still open on it are ended. */
    public static FreshDatabase freshDatabase() throws SQLException {
        Database database = maintenance().named("test_" + DATABASES.incrementAndGet());
        run("CREATE DATABASE " + database.name());
        return new FreshDatabase(database);
    }

    private static void run(String sql) throws SQLException {
        try (Session session = maintenance().open("confiture:test")) {
            session.execute(sql);
        }
    }

    /** One database of a test. */
    public record FreshDatabase(Database database) implements AutoCloseable {

        public Session open() throws SQLException {
            return database.open("confiture:test");
        }

        @Override
        public void close() throws SQLException {
            run("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
        }
    }

    private static final class Holder {
        private static final DisposablePostgres SERVER =
                DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());
    }
}
