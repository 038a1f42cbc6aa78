package dev.confiture.runner.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.db.Session;
import dev.confiture.ledger.StatementRecord;
import dev.confiture.migration.Batch;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.runner.context.Placeholders;
import dev.confiture.runner.session.WorkingSession;
import dev.confiture.sql.Identifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through one table batch by batch; each batch commits together with the last key done. */
final class BatchRun {

    /** Parameters: table, column. The server resolves both, so the search_path counts. */
    private static final String KEY = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.format_type(a.atttypid, a.atttypmod),
                   a.attnotnull, GREATEST(c.reltuples, 0)::bigint
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attname = ? AND a.attnum > 0 AND NOT a.attisdropped""";

    private final WorkingSession working;
    private final Session session;
    private final RecordedMigration migration;
    private final Batches batches;
    private final String activity;
    private final Consumer<String> progress;

    BatchRun(
            WorkingSession working,
            RecordedMigration migration,
            Batches batches,
            String activity,
            Consumer<String> progress) {
        this.working = working;
        this.session = working.session();
        this.migration = migration;
        this.batches = batches;
        this.activity = activity;
        this.progress = progress;
    }

    /** What must be the same for a later run to go on: not the size, which may turn out too large. */
    static String sha256(Batches batches) {
        try {
            byte[] text = (batches.table() + "\n" + batches.key()).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return the record of all batches, done */
    StatementRecord run(StatementRecord from, BatchWork work) throws SQLException {
        Key key = key();
        StatementRecord record = from;
        while (!record.isDone()) {
            StatementRecord before = record;
            record = session.inTransaction(open -> next(open, key, before, work));
            if (!record.isDone()) {
                progress.accept(activity + ": " + record.changedRows() + " rows changed, of about " + key.rows()
                        + " in the table");
            }
        }
        return record;
    }

    private StatementRecord next(Session open, Key key, StatementRecord record, BatchWork work) throws SQLException {
        Optional<Bounds> bounds = bounds(open, key, record.position());
        StatementRecord after;
        if (bounds.isPresent()) {
            CountingBatch batch = new CountingBatch(open, bounds.get());
            work.run(batch);
            after = record.behind(bounds.get().position(), record.changedRows() + batch.changed);
        } else {
            after = record.finished(record.changedRows());
        }
        migration.write(working, after);
        return after;
    }

    private Key key() throws SQLException {
        Key key = session.queryOne(
                        KEY,
                        row -> new Key(row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4)),
                        batches.table(),
                        batches.key())
                .orElseThrow(() ->
                        new SQLException("there is no column " + batches.key() + " of a table " + batches.table()));
        if (!key.isNeverNull()) {
            throw new SQLException("the column " + batches.key() + " of " + batches.table()
                    + " may be null, and batches would leave such rows out");
        }
        return key;
    }

    private Optional<Bounds> bounds(Session open, Key key, Optional<String> position) throws SQLException {
        String column = Identifier.of(batches.key()).quoted();
        String behind = position.isPresent() ? " WHERE " + column + " > CAST(? AS " + key.type() + ")" : "";
        String sql = "WITH batch AS MATERIALIZED (SELECT " + column + " AS k FROM " + key.table() + behind
                + " ORDER BY " + column + " LIMIT " + batches.size() + ")"
                + " SELECT (SELECT f.k FROM batch f ORDER BY f.k LIMIT 1), l.k, l.k::text FROM batch l"
                + " ORDER BY l.k DESC LIMIT 1";
        return open.queryOne(
                sql,
                row -> new Bounds(row.getObject(1), row.getObject(2), row.getString(3)),
                position.map(text -> new Object[] {text}).orElse(new Object[0]));
    }

    /**
     * The column that orders the batches.
     *
     * @param table qualified and quoted
     * @param rows of the table, as the planner believes
     */
    private record Key(String table, String type, boolean isNeverNull, long rows) {}

    /** @param position the last key as text, ready to be read again */
    private record Bounds(Object first, Object last, String position) {}

    private static final class CountingBatch implements Batch {

        private final Session open;
        private final Bounds bounds;
        private long changed;

        CountingBatch(Session open, Bounds bounds) {
            this.open = open;
            this.bounds = bounds;
        }

        @Override
        public Object first() {
            return bounds.first();
        }

        @Override
        public Object last() {
            return bounds.last();
        }

        @Override
        public long update(String sql, Object... parameters) throws SQLException {
            try (PreparedStatement statement = open.connection().prepareStatement(sql)) {
                Placeholders.of(statement).set(parameters);
                long rows = statement.executeLargeUpdate();
                changed += rows;
                return rows;
            }
        }
    }
}
