package dev.confiture.benchmark;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The one server that all tools are measured on: embedded, without waiting for the disk. */
final class Server implements AutoCloseable {

    /** The database that every run finds empty or absent. */
    static final String DATABASE = "benchmark";

    static final String USER = "postgres";

    private final DisposablePostgres postgres = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());

    Database database() {
        return postgres.database().named(DATABASE);
    }

    String hosts() {
        return postgres.database().hosts();
    }

    String password() {
        return postgres.password();
    }

    /** With the password: for files that nobody else reads. */
    String url() {
        return url(database());
    }

    String url(Database database) {
        return "postgresql://" + USER + ":" + password() + "@" + hosts() + "/" + database.name();
    }

    void dropDatabase() throws SQLException {
        run("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
    }

    void emptyDatabase() throws SQLException {
        dropDatabase();
        run("CREATE DATABASE " + DATABASE);
    }

    /** Two databases with this content, one file a transaction, the second with a change. */
    List<Database> twins(Collection<String> files, String change) throws SQLException {
        Database before = named("benchmark_before", "template0");
        try (Session session = before.open("confiture:benchmark")) {
            for (String file : files) {
                session.execute(file);
            }
            session.execute("VACUUM ANALYZE");
        }
        Database after = named("benchmark_after", "benchmark_before");
        try (Session session = after.open("confiture:benchmark")) {
            session.execute(change);
        }
        return List.of(before, after);
    }

    private Database named(String name, String template) throws SQLException {
        run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        run("CREATE DATABASE " + name + " TEMPLATE " + template);
        return postgres.database().named(name);
    }

    private void run(String sql) throws SQLException {
        try (Session session = postgres.database().open("confiture:benchmark")) {
            session.execute(sql);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
