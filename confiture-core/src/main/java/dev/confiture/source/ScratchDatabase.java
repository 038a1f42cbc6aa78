package dev.confiture.source;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;

/** A database that nobody else knows; dropped when closed, with the sessions on it, at the latest with its server. */
public final class ScratchDatabase implements AutoCloseable {

    private final ScratchServer server;
    private final Identifier name;

    ScratchDatabase(ScratchServer server, Identifier name) {
        this.server = server;
        this.name = name;
    }

    Identifier name() {
        return name;
    }

    public Session open() throws SQLException {
        return server.open(name);
    }

    /** For work that opens sessions of its own. */
    public Database database() {
        return server.database(name);
    }

    /** For a failure that leaves nobody to close this. */
    void dropAfter(Exception failure) {
        try {
            close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public void close() throws SQLException {
        server.drop(name);
    }
}
