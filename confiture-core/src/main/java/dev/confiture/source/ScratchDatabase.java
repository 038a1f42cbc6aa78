package dev.confiture.source;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.List;

/** A database that nobody else knows; dropped when closed, with the sessions on it, at the latest with its server. */
public final class ScratchDatabase implements AutoCloseable {

    /** Tables with rows, ready for SQL. */
    private static final String FILLED = """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= 16384 AND pg_relation_size(c.oid) > 0
                AND NOT EXISTS (
                    SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private final ScratchServer server;
    private final Identifier name;

    ScratchDatabase(ScratchServer server, Identifier name) {
        this.server = server;
        this.name = name;
    }

    public Session open() throws SQLException {
        return server.open(name);
    }

    /** For work that opens sessions of its own. */
    public Database database() {
        return server.database(name);
    }

    /**
     * Empties all tables; nothing of the user's runs meanwhile.
     *
     * @param session on a database of a scratch server, outside of transactions
     * @return false if the session has no right to say so, and nothing is emptied
     */
    public static boolean removeRows(Session session) throws SQLException {
        List<String> tables = session.query(FILLED, row -> row.getString(1));
        return tables.isEmpty()
                || session.executeEach("SET session_replication_role = replica; TRUNCATE " + String.join(", ", tables)
                                + " CASCADE; RESET session_replication_role")
                        .failure()
                        .isEmpty();
    }

    /**
     * Another one with the same content, without what is kept outside of a database: its settings, its subscriptions. There
     * must be no session on this one.
     */
    public ScratchDatabase copy() throws SQLException {
        return server.from(name);
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
