package dev.confiture.ledger;

import dev.confiture.db.Session;
import dev.confiture.history.Interruption;
import dev.confiture.index.MigrationVersion;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The third table of the ledger: one row per statement of migrations that run outside a transaction, as long as they have
 * not come to their end. Takes part in the transaction that the session is in.
 */
public final class StatementTable {

    static final String NAME = "tb_confiture_statement";

    private final String table;

    StatementTable(Identifier schema) {
        this.table = schema.quoted() + "." + NAME;
    }

    String create(int format) {
        return """
                CREATE TABLE %1$s (
                  pk_confiture_statement bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  id uuid NOT NULL UNIQUE DEFAULT pg_catalog.gen_random_uuid(),
                  identifier text NOT NULL UNIQUE GENERATED ALWAYS AS (version_key || '_' || ordinal::text) STORED,
                  version_key text NOT NULL,
                  ordinal integer NOT NULL,
                  is_done boolean NOT NULL,
                  is_answerable boolean NOT NULL,
                  sha256 text NOT NULL,
                  sql text NOT NULL,
                  changed_rows bigint NOT NULL,
                  position text,
                  begun_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
                  format_version integer NOT NULL DEFAULT %2$d
                );
                COMMENT ON TABLE %1$s IS 'Confiture ledger, format %2$d: statements of migrations under way'\
                """.formatted(table, format);
    }

    /** All that is known of a migration, in the order of its statements. */
    public List<StatementRecord> read(Session session, MigrationVersion version) throws SQLException {
        return session.query(
                "SELECT ordinal, is_done, is_answerable, sha256, sql, changed_rows, position FROM " + table
                        + " WHERE version_key = ? ORDER BY ordinal",
                row -> new StatementRecord(
                        row.getInt(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        Optional.ofNullable(row.getString(7))),
                version.key());
    }

    /** How far each migration came that has records, by the key of its version. */
    Map<String, Interruption> interruptions(Session session) throws SQLException {
        Map<String, Interruption> found = new HashMap<>();
        session.query(
                "SELECT version_key, pg_catalog.count(*) FILTER (WHERE is_done),"
                        + " pg_catalog.min(ordinal) FILTER (WHERE NOT is_done),"
                        + " pg_catalog.min(sql) FILTER (WHERE NOT is_done), pg_catalog.bool_and(is_answerable)"
                        + " FROM " + table + " GROUP BY version_key",
                row -> found.put(
                        row.getString(1),
                        new Interruption(
                                row.getInt(2),
                                row.getInt(3),
                                Optional.ofNullable(row.getString(4)),
                                row.getBoolean(5))));
        return found;
    }

    /** Writes a record, over that of the same statement if there is one; a statement to be sent together with others. */
    public String writeSql(MigrationVersion version, StatementRecord statement) {
        return "INSERT INTO " + table
                + " (version_key, ordinal, is_done, is_answerable, sha256, sql, changed_rows, position) VALUES ("
                + quoted(version.key()) + ", " + statement.ordinal() + ", " + statement.isDone() + ", "
                + statement.isAnswerable() + ", " + quoted(statement.sha256()) + ", " + quoted(statement.sql()) + ", "
                + statement.changedRows() + ", "
                + statement.position().map(StatementTable::quoted).orElse("NULL")
                + ") ON CONFLICT (identifier) DO UPDATE SET is_done = excluded.is_done,"
                + " is_answerable = excluded.is_answerable, sha256 = excluded.sha256, sql = excluded.sql,"
                + " changed_rows = excluded.changed_rows, position = excluded.position";
    }

    /** Forgets one statement, which did nothing; to be sent together with others. */
    public String forgetSql(MigrationVersion version, int ordinal) {
        return "DELETE FROM " + table + " WHERE version_key = " + quoted(version.key()) + " AND ordinal = " + ordinal;
    }

    /** Forgets all statements of a migration: it came to its end, or starts over. */
    public void forget(Session session, MigrationVersion version) throws SQLException {
        session.execute(forgetSql(version));
    }

    /** The same, to be sent together with others. */
    public String forgetSql(MigrationVersion version) {
        return "DELETE FROM " + table + " WHERE version_key = " + quoted(version.key());
    }

    private static String quoted(String text) {
        return SqlLiteral.of(text).quoted();
    }
}
