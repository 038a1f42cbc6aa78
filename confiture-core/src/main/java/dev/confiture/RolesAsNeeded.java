package dev.confiture;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives a server that is gone afterwards the roles that a schema names; the schema's own server has them already. */
final class RolesAsNeeded {

    private static final String UNDEFINED_OBJECT = "42704";

    /** Duplicate object; unique violation, if both come at the same moment. */
    private static final String EXISTS = "42710|23505";

    /** The server tells the name in its message only; the embedded one speaks English. */
    private static final Pattern MISSING = Pattern.compile("role \"(.+)\" does not exist");

    private static final String NAMED = """
            SELECT DISTINCT role.rolname
            FROM pg_shdepend named
            JOIN pg_database here ON here.oid = named.dbid AND here.datname = current_database()
            JOIN pg_roles role ON role.oid = named.refobjid AND named.refclassid = 'pg_authid'::regclass
            """;

    private final Database server;
    private final Set<String> made = new HashSet<>();

    RolesAsNeeded(Database server) {
        this.server = server;
    }

    /** What is done again once a role is there that it named. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** @param work leaves nothing behind that a second try would meet */
    <T> T during(Work<T> work) throws SQLException {
        while (true) {
            try {
                return work.run();
            } catch (SQLException | RuntimeException e) {
                Optional<String> role = missing(e).filter(made::add);
                if (role.isEmpty()) {
                    throw e;
                }
                try (Session session = server.open("confiture:diff")) {
                    make(role.get(), session);
                }
            }
        }
    }

    /** Makes the roles that the objects of another server's database belong to or are open to. */
    void likeIn(Database other) throws SQLException {
        List<String> named;
        try (Session session = other.open("confiture:diff")) {
            named = session.query(NAMED, row -> row.getString(1));
        }
        try (Session session = server.open("confiture:diff")) {
            Set<String> known = Set.copyOf(session.query("SELECT rolname FROM pg_roles", row -> row.getString(1)));
            for (String role : named) {
                if (!known.contains(role)) {
                    make(role, session);
                }
            }
        }
    }

    private static void make(String role, Session session) throws SQLException {
        try {
            session.execute("CREATE ROLE " + Identifier.of(role).quoted());
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).matches(EXISTS)) {
                throw e; // else the other schema needed it, too, and was faster
            }
        }
    }

    /** The role that the server lacks, if a failure is about that. */
    static Optional<String> missing(Exception failure) {
        return SqlErrors.named(failure, UNDEFINED_OBJECT, MISSING);
    }
}
