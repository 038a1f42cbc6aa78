package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be the same after a run that was hit and one that was not.
 *
 * @param facts the ledger's rows and records, how often each version was applied and undone, locks, rows of user tables
 */
record DatabasePicture(ServerDefinitions definitions, List<String> facts) {

    private static final String LEDGER = """
            (SELECT 'row ' || version || ' ' || name || ' ' || state FROM tb_confiture ORDER BY pk_confiture)
            UNION ALL SELECT 'record ' || identifier FROM tb_confiture_statement
            UNION ALL (SELECT kind || ' ' || version || ' ' || count(*) FROM tb_confiture_event
                        WHERE kind IN ('applied', 'rolled_back') GROUP BY kind, version ORDER BY kind, version)
            UNION ALL SELECT 'lock ' || classid FROM pg_locks WHERE locktype = 'advisory'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'invalid ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid""";

    static DatabasePicture of(Database database) throws SQLException {
        try (Session session = database.open("test:look")) {
            List<String> facts = new ArrayList<>(session.query(LEDGER, row -> row.getString(1)));
            for (String table : List.of("item", "log")) {
                facts.addAll(rows(session, table));
            }
            return new DatabasePicture(ServerDefinitions.read(session, DefinitionScope.everything()), facts);
        }
    }

    /** None if there is no such table. */
    private static List<String> rows(Session session, String table) throws SQLException {
        boolean isThere = session.queryOne(
                        "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), "public." + table)
                .orElseThrow();
        return isThere
                ? session.query(
                        "SELECT '" + table + " ' || t::text FROM " + table + " t ORDER BY 1", row -> row.getString(1))
                : List.of();
    }

    void requireSame(DatabasePicture untouched) {
        assertThat(facts).isEqualTo(untouched.facts());
        assertThat(ServerDefinitions.diff(definitions, untouched.definitions()))
                .as("hit (-) against untouched (+)")
                .isEmpty();
    }
}
