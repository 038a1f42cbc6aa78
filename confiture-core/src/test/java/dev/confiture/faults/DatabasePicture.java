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
            boolean isMigrated = session.queryOne(
                            "SELECT to_regclass('public.item') IS NOT NULL", row -> row.getBoolean(1))
                    .orElseThrow();
            if (isMigrated) {
                facts.addAll(session.query(
                        "SELECT 'items ' || count(*) || ' ' || sum(id) || ' numbered ' || sum(n) FROM item"
                                + " UNION ALL (SELECT 'log ' || line FROM log ORDER BY line)",
                        row -> row.getString(1)));
            }
            return new DatabasePicture(ServerDefinitions.read(session, DefinitionScope.everything()), facts);
        }
    }

    void requireSame(DatabasePicture untouched) {
        assertThat(facts).isEqualTo(untouched.facts());
        assertThat(ServerDefinitions.diff(definitions, untouched.definitions()))
                .as("hit (-) against untouched (+)")
                .isEmpty();
    }
}
