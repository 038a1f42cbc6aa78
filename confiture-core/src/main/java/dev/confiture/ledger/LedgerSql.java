package dev.confiture.ledger;

import dev.confiture.history.Digest;
import dev.confiture.index.MigrationVersion;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of what is sent to the ledger's tables; always qualified, so no search_path can lead it elsewhere. */
final class LedgerSql {

    static final String ROWS = "tb_confiture";
    static final String EVENTS = "tb_confiture_event";

    /** Columns of {@link #ROWS} that nobody else's table of that name has all of. */
    static final String FINGERPRINT = "version_key,source_digest,sql_digest,state,format_version";

    private final String schema;
    private final String rows;
    private final String events;

    LedgerSql(Identifier schema) {
        this.schema = schema.quoted();
        this.rows = this.schema + "." + ROWS;
        this.events = this.schema + "." + EVENTS;
    }

    /** Parameters: schema. Columns: relname, comment, columns (joined by commas). */
    static String probe() {
        return """
                SELECT c.relname,
                       pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
                       (SELECT pg_catalog.string_agg(a.attname, ',')
                          FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
                  FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = ? AND c.relname IN ('tb_confiture', 'tb_confiture_event', 'tb_confiture_statement')""";
    }

    String clear() {
        return "DELETE FROM " + rows;
    }

    String createSchema() {
        return "CREATE SCHEMA " + schema;
    }

    String create(int format) {
        return """
                CREATE TABLE %1$s (
                  pk_confiture bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  id uuid NOT NULL UNIQUE DEFAULT pg_catalog.gen_random_uuid(),
                  identifier text NOT NULL UNIQUE,
                  version text NOT NULL,
                  version_key text NOT NULL UNIQUE,
                  name text NOT NULL,
                  class_name text NOT NULL,
                  source_digest text,
                  source_digest_algorithm text,
                  sql_digest text,
                  sql_digest_algorithm text,
                  applied_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
                  applied_by text NOT NULL DEFAULT CURRENT_USER,
                  execution_time_ms bigint NOT NULL,
                  state text NOT NULL CHECK (state IN ('applied', 'built', 'baseline', 'running', 'undoing')),
                  format_version integer NOT NULL DEFAULT %3$d
                );
                COMMENT ON TABLE %1$s IS 'Confiture ledger, format %3$d: the versions that this database contains';
                CREATE TABLE %2$s (
                  pk_confiture_event bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  id uuid NOT NULL UNIQUE DEFAULT pg_catalog.gen_random_uuid(),
                  identifier text NOT NULL UNIQUE
                    GENERATED ALWAYS AS (kind || '_' || pk_confiture_event::text) STORED,
                  kind text NOT NULL,
                  version text,
                  happened_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
                  happened_by text NOT NULL DEFAULT CURRENT_USER,
                  detail jsonb NOT NULL,
                  format_version integer NOT NULL DEFAULT %3$d
                );
                COMMENT ON TABLE %2$s IS 'Confiture ledger, format %3$d: what happened here, append-only';
                REVOKE UPDATE, DELETE, TRUNCATE ON %2$s FROM CURRENT_USER""".formatted(rows, events, format);
    }

    /** One row for the facts, joined with every ledger row; the latter's columns are null if there is none. */
    String read() {
        return """
                SELECT f.*, r.*
                  FROM (SELECT (SELECT pg_catalog.jsonb_extract_path_text(e.detail, '%3$s')
                                  FROM %2$s e
                                 WHERE e.kind IN ('built', 'migrated_to', 'started', 'failed', 'applied', 'rolled_back')
                                 ORDER BY e.pk_confiture_event DESC LIMIT 1) AS schema_sha256,
                               EXISTS (SELECT FROM %2$s e WHERE e.kind = 'built') AS is_built,
                               (SELECT pg_catalog.jsonb_extract_path_text(e.detail, '%4$s')
                                  FROM %2$s e
                                 WHERE e.kind = 'built'
                                 ORDER BY e.pk_confiture_event DESC LIMIT 1) AS seeds,
                               COALESCE((SELECT e.kind = 'building'
                                           FROM %2$s e
                                          WHERE e.kind IN ('building', 'built')
                                          ORDER BY e.pk_confiture_event DESC LIMIT 1), false) AS is_unfinished,
                               COALESCE((SELECT e.kind = 'unstamped'
                                           FROM %2$s e
                                          WHERE e.kind IN ('stamped', 'unstamped')
                                          ORDER BY e.pk_confiture_event DESC LIMIT 1), false) AS is_unstamped,
                               EXISTS (SELECT FROM %2$s e WHERE e.kind = 'protected') AS is_protected,
                               (SELECT pg_catalog.max(e.format_version) FROM %2$s e) AS newest_format) f
                  LEFT JOIN %1$s r ON true
                 ORDER BY r.pk_confiture""".formatted(rows, events, LedgerEvent.SCHEMA, LedgerEvent.SEEDS);
    }

    /** Parameters: arrays of equal length, one per column. */
    String insert() {
        return """
                INSERT INTO %s (identifier, version, version_key, name, class_name, state, source_digest,
                                source_digest_algorithm, sql_digest, sql_digest_algorithm, execution_time_ms)
                SELECT v.key || '_' || v.name, v.version, v.key, v.name, v.class_name, v.state, v.source,
                       v.source_algorithm, v.sql, v.sql_algorithm, v.milliseconds::bigint
                  FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]),
                         pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]),
                         pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]),
                         pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]))
                       WITH ORDINALITY AS v(version, key, name, class_name, state, source, source_algorithm, sql,
                         sql_algorithm, milliseconds, position)
                 ORDER BY v.position""".formatted(rows);
    }

    /** One row, complete: it costs the server a third of what {@link #insert} costs it. */
    String insert(LedgerRow row) {
        return "INSERT INTO " + rows
                + " (identifier, version, version_key, name, class_name, state, source_digest, source_digest_algorithm,"
                + " sql_digest, sql_digest_algorithm, execution_time_ms) VALUES ("
                + values(
                        row.version().key() + "_" + row.name(),
                        row.version().text(),
                        row.version().key(),
                        row.name(),
                        row.className(),
                        row.state().text(),
                        row.source().map(Digest::sha256).orElse(null),
                        row.source().map(Digest::algorithm).orElse(null),
                        row.sql().map(Digest::sha256).orElse(null),
                        row.sql().map(Digest::algorithm).orElse(null))
                + ", " + row.executionTime().toMillis() + ")";
    }

    private static String values(@Nullable String... texts) {
        return Arrays.stream(texts)
                .map(text -> text == null ? "NULL" : SqlLiteral.of(text).quoted())
                .collect(Collectors.joining(", "));
    }

    String finish(LedgerRow row) {
        return "UPDATE " + rows + " SET (name, class_name, source_digest, source_digest_algorithm, sql_digest,"
                + " sql_digest_algorithm, execution_time_ms, state, applied_at) = ("
                + values(
                        row.name(),
                        row.className(),
                        row.source().map(Digest::sha256).orElse(null),
                        row.source().map(Digest::algorithm).orElse(null),
                        row.sql().map(Digest::sha256).orElse(null),
                        row.sql().map(Digest::algorithm).orElse(null))
                + ", " + row.executionTime().toMillis() + ", 'applied', pg_catalog.clock_timestamp())"
                + " WHERE state = 'running' AND version_key = "
                + SqlLiteral.of(row.version().key()).quoted();
    }

    /** Parameters: version key; empty text for none. */
    String state() {
        return "SELECT state FROM " + rows + " WHERE version_key = ?";
    }

    /** Parameters: version key. */
    String reopen() {
        return "UPDATE " + rows + " SET state = 'undoing' WHERE version_key = ?";
    }

    String delete(MigrationVersion version) {
        return "DELETE FROM " + rows + " WHERE version_key = "
                + SqlLiteral.of(version.key()).quoted();
    }

    String record(LedgerEvent event) {
        String version =
                event.version().map(it -> SqlLiteral.of(it.text()).quoted()).orElse("NULL");
        String detail = event.detail().entrySet().stream()
                .map(entry -> values(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + events + " (kind, version, detail) VALUES ("
                + SqlLiteral.of(event.kind().text()).quoted() + ", " + version
                + ", pg_catalog.jsonb_build_object(" + detail + "))";
    }
}
