package dev.confiture.db;

import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database but is not copied with its content: owner, settings, connection limit, grants, security
 * labels. A comment too, but templates have their own.
 */
public final class DatabaseProperties {

    /** Settings whose value is a list of names; the server keeps it in a form that may follow {@code SET … TO} as it is. */
    private static final Set<String> NAME_LISTS =
            Set.of("search_path", "temp_tablespaces", "session_preload_libraries", "local_preload_libraries");

    private static final String SETTINGS = """
            SELECT r.rolname, pg_catalog.split_part(c.item, '=', 1) AS name,
                   pg_catalog.substr(c.item, pg_catalog.strpos(c.item, '=') + 1) AS value
              FROM pg_catalog.pg_db_role_setting s
              JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
             CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS c(item, position)
             WHERE d.datname = ?
             ORDER BY 1 NULLS FIRST, c.position""";

    private static final String GRANTS = """
            SELECT a.privilege_type, a.is_grantable, r.rolname
              FROM pg_catalog.pg_database d
             CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) a
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
             WHERE d.datname = ?
             ORDER BY 3 NULLS FIRST, 1""";

    private static final String LABELS = """
            SELECT l.provider, l.label
              FROM pg_catalog.pg_shseclabel l
              JOIN pg_catalog.pg_database d
                ON l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND l.objoid = d.oid
             WHERE d.datname = ?
             ORDER BY l.provider""";

    private DatabaseProperties() {}

    /**
     * Gives a fresh copy what its original has.
     *
     * @param maintenance in autocommit mode, on a third database
     */
    public static void copy(Session maintenance, Identifier from, Identifier to) throws SQLException {
        for (String statement : statements(maintenance, from, to)) {
            maintenance.execute(statement);
        }
    }

    private static List<String> statements(Session maintenance, Identifier from, Identifier to) throws SQLException {
        List<String> statements = new ArrayList<>(settings(maintenance, from, to));
        statements.addAll(maintenance.query(
                "SELECT datconnlimit FROM pg_catalog.pg_database WHERE datname = ? AND datconnlimit <> -1",
                row -> "ALTER DATABASE " + to.quoted() + " CONNECTION LIMIT " + row.getInt(1),
                from.name()));
        statements.addAll(maintenance.query(
                LABELS,
                row -> "SECURITY LABEL FOR "
                        + Identifier.of(row.getString("provider")).quoted() + " ON DATABASE " + to.quoted() + " IS "
                        + SqlLiteral.of(row.getString("label")).quoted(),
                from.name()));
        statements.addAll(grants(maintenance, from, to));
        statements.addAll(maintenance.query(
                "SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database"
                        + " WHERE datname = ? AND pg_catalog.pg_get_userbyid(datdba) <> CURRENT_USER",
                row -> "ALTER DATABASE " + to.quoted() + " OWNER TO "
                        + Identifier.of(row.getString(1)).quoted(),
                from.name()));
        return statements;
    }

    private static List<String> settings(Session maintenance, Identifier from, Identifier to) throws SQLException {
        return maintenance.query(
                SETTINGS,
                row -> {
                    String role = row.getString("rolname");
                    String target = role == null
                            ? "ALTER DATABASE " + to.quoted()
                            : "ALTER ROLE " + Identifier.of(role).quoted() + " IN DATABASE " + to.quoted();
                    return target + " SET " + row.getString("name") + " TO "
                            + value(row.getString("name"), row.getString("value"));
                },
                from.name());
    }

    private static String value(String name, String stored) {
        if (!NAME_LISTS.contains(name)) {
            return SqlLiteral.of(stored).quoted();
        }
        // The empty list is kept as one empty name, which SET does not take back.
        return stored.isEmpty() || stored.equals("\"\"") ? "''" : stored;
    }

    private static List<String> grants(Session maintenance, Identifier from, Identifier to) throws SQLException {
        List<String> grants = maintenance.query(
                GRANTS,
                row -> "GRANT " + row.getString("privilege_type") + " ON DATABASE " + to.quoted() + " TO "
                        + grantee(row.getString("rolname"))
                        + (row.getBoolean("is_grantable") ? " WITH GRANT OPTION" : ""),
                from.name());
        if (grants.isEmpty()) {
            return List.of(); // null: the defaults, which the copy has too
        }
        List<String> all = new ArrayList<>();
        all.add("REVOKE ALL ON DATABASE " + to.quoted() + " FROM PUBLIC");
        all.addAll(grants);
        return all;
    }

    private static String grantee(@Nullable String role) {
        return role == null ? "PUBLIC" : Identifier.of(role).quoted();
    }
}
