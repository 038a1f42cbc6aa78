package dev.confiture.ledger;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.Digest;
import dev.confiture.history.LedgerState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's tables in one schema. Takes part in the transaction that the session is in; the caller holds the
 * locks.
 */
public final class TrackingTable {

    /** What this class writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 1;

    private static final String PERMISSION_DENIED = "42501";

    private final Identifier schema;
    private final LedgerSql sql;
    private final StatementTable statements;
    private final LedgerContents contents;

    public TrackingTable(Identifier schema) {
        this.schema = requireNonNull(schema, "schema");
        this.sql = new LedgerSql(schema);
        this.statements = new StatementTable(schema);
        this.contents = new LedgerContents(schema, sql, statements);
    }

    public Identifier schema() {
        return schema;
    }

    /** What is known of single statements. */
    public StatementTable statements() {
        return statements;
    }

    /** The name under which runs lock the ledger. */
    public QualifiedName name() {
        return QualifiedName.of(schema, Identifier.of(LedgerSql.ROWS));
    }

    /** Names of the tables in {@link #schema()}; their indexes, sequences, constraints and row types belong to them. */
    public static List<String> tableNames() {
        return List.of(LedgerSql.ROWS, LedgerSql.EVENTS, StatementTable.NAME);
    }

    /** Whether a relation (table, index, sequence) is the ledger's, and so no part of the user's schema. */
    public boolean isOwnObject(String schemaName, String relation) {
        return schemaName.equals(schema.name())
                && relation.matches("tb_confiture(_event|_statement)?(_[a-z_]+_(key|seq)|_pkey)?");
    }

    /**
     * What the ledger says; empty if there is none. Writes nothing.
     *
     * @throws ConfitureException if the tables are of a newer Confiture or of somebody else, or of an unfinished build
     */
    public Optional<Ledger> read(Session session) throws SQLException {
        return contents.read(session);
    }

    /** Whether a build was killed here between its content and its last word. Writes nothing. */
    public boolean isUnfinished(Session session) throws SQLException {
        return contents.isUnfinished(session);
    }

    /**
     * Lays the tables out, and their schema if it is absent. Only where {@link #read} found none.
     *
     * @throws ConfitureException if the user may not
     */
    public void create(Session session) throws SQLException {
        try {
            for (String statement : createSql(session)) {
                session.execute(statement);
            }
        } catch (SQLException e) {
            if (PERMISSION_DENIED.equals(e.getSQLState())) {
                throw new ConfitureException(notPermitted(e), e);
            }
            throw e;
        }
    }

    /** What {@link #create} does, as SQL of one or more statements each. Writes nothing. */
    public List<String> createSql(Session session) throws SQLException {
        boolean hasSchema = !session.query(
                        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", row -> 1, schema.name())
                .isEmpty();
        List<String> all = new ArrayList<>(hasSchema ? List.of() : List.of(sql.createSchema()));
        all.add(sql.create(FORMAT_VERSION));
        all.add(statements.create(FORMAT_VERSION));
        all.add(sql.record(new LedgerEvent(LedgerEvent.Kind.CREATED, Optional.empty(), Map.of())));
        return all;
    }

    /**
     * As {@link #create}, for a build whose content is in the same transaction: until {@link LedgerEvent#built} follows,
     * the ledger counts as that of an unfinished build.
     */
    public void begin(Session session) throws SQLException {
        create(session);
        record(session, LedgerEvent.building());
    }

    /** Writes rows, in one statement whatever their number. */
    public void insert(Session session, List<LedgerRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        session.update(
                sql.insert(),
                column(rows, row -> row.version().text()),
                column(rows, row -> row.version().key()),
                column(rows, LedgerRow::name),
                column(rows, LedgerRow::className),
                column(rows, row -> row.state().text()),
                column(rows, row -> row.source().map(Digest::sha256).orElse(null)),
                column(rows, row -> row.source().map(Digest::algorithm).orElse(null)),
                column(rows, row -> row.sql().map(Digest::sha256).orElse(null)),
                column(rows, row -> row.sql().map(Digest::algorithm).orElse(null)),
                column(rows, row -> Long.toString(row.executionTime().toMillis())));
    }

    /**
     * Records that the database contains what a build of db/schema gave it: every migration but data migrations, which
     * still have to run.
     */
    public void stamp(Session session, Collection<ResolvedMigration> known) throws SQLException {
        List<LedgerRow> rows = known.stream()
                .filter(ResolvedMigration::isContainedInBuilds)
                .map(LedgerRow::built)
                .toList();
        insert(session, rows);
        record(session, LedgerEvent.stamped(rows.size()));
    }

    /**
     * Records that a database that somebody else made contains migrations.
     *
     * @param from the point at which it stands, for people
     */
    public void adopt(Session session, String from, List<ResolvedMigration> contained) throws SQLException {
        insert(session, contained.stream().map(LedgerRow::adopted).toList());
        record(session, LedgerEvent.adopted(from, contained.size()));
    }

    /** Says of the versions what another database's ledger says. */
    public void copy(Session session, Ledger other) throws SQLException {
        session.execute(sql.clear());
        insert(
                session,
                other.rows().stream()
                        .sorted(Comparator.comparing(AppliedMigration::order))
                        .map(LedgerRow::like)
                        .toList());
        record(session, LedgerEvent.stamped(other.rows().size()));
    }

    private static Object column(List<LedgerRow> rows, Function<LedgerRow, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /**
     * What {@link #insert} does for one row, as a statement to be sent together with others; it changes one row. The same
     * holds for the two that follow.
     */
    public String insertSql(LedgerRow row) {
        return sql.insert(row);
    }

    /** What {@link #delete} does. */
    public String deleteSql(MigrationVersion version) {
        return sql.delete(version);
    }

    /** What {@link #finish} does. */
    public String finishSql(LedgerRow row) {
        return sql.finish(row);
    }

    /** What {@link #record} does. */
    public String recordSql(LedgerEvent event) {
        return sql.record(event);
    }

    /** Turns a running row into an applied one: what the code is now came to its end. */
    public void finish(Session session, LedgerRow row) throws SQLException {
        one(session.update(sql.finish(row)), row.version());
    }

    /** How a version stands; empty if the database does not contain it. */
    public Optional<LedgerState> state(Session session, MigrationVersion version) throws SQLException {
        return session.queryOne(sql.state(), row -> LedgerContents.state(row.getString(1)), version.key());
    }

    /** It is about to be undone outside a transaction. */
    public void reopen(Session session, MigrationVersion version) throws SQLException {
        one(session.update(sql.reopen(), version.key()), version);
    }

    /** Forgets a version. */
    public void delete(Session session, MigrationVersion version) throws SQLException {
        one(session.update(sql.delete(version)), version);
    }

    /** Appends an event. */
    public void record(Session session, LedgerEvent event) throws SQLException {
        session.execute(sql.record(event));
    }

    private static void one(long rows, MigrationVersion version) {
        if (rows != 1) {
            throw new IllegalStateException(rows + " ledger rows for version " + version.text());
        }
    }

    private Problem notPermitted(SQLException error) {
        return Problem.error(
                ProblemCode.LEDGER_NOT_PERMITTED,
                "The ledger " + table() + " cannot be created.",
                SqlErrors.why(error),
                "GRANT CREATE, USAGE ON SCHEMA " + schema.quoted()
                        + " TO this user, or keep the ledger in a schema that"
                        + " it owns (ledger.schema in confiture.yaml)");
    }

    private String table() {
        return schema.name() + "." + LedgerSql.ROWS;
    }
}
