package dev.confiture;

import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;

/** One database of a test class; dropped when closed, with the sessions that are still open on it. */
public final class TestDatabase implements AutoCloseable {

    private final DisposablePostgres server;
    private final Identifier name;

    TestDatabase(DisposablePostgres server, Identifier name) {
        this.server = server;
        this.name = name;
    }

    /** For whatever opens connections itself, with {@link #user()} and {@link #password()}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + server.database().hosts() + "/" + name.name();
    }

    /** A superuser. */
    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /** A new connection in autocommit mode, for the caller to close; its errors tell everything, rows of data too. */
    public Connection connect() throws SQLException {
        return database()
                .with("logServerErrorDetail", "true")
                .open(ApplicationName.of("test"))
                .connection();
    }

    /** For Confiture's own classes. */
    public Database database() {
        return server.database().named(name.name());
    }

    /** Does nothing where the server went before it: frameworks close in an order of their own. */
    @Override
    public void close() {
        if (!server.isGone()) {
            TestDatabases.onServer(server.database(), admin -> admin.dropAndDisconnect(name));
        }
    }
}
