package dev.confiture.ledger;

import dev.confiture.config.SeedMode;
import dev.confiture.db.Session;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.Digest;
import dev.confiture.history.Interruption;
import dev.confiture.history.LedgerState;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's tables, and refuses those that are not ours or too new. */
final class LedgerContents {

    private static final Pattern COMMENT = Pattern.compile("Confiture ledger, format ([0-9]{1,6})\\b.*");

    private final Identifier schema;
    private final LedgerSql sql;
    private final StatementTable statements;

    LedgerContents(Identifier schema, LedgerSql sql, StatementTable statements) {
        this.schema = schema;
        this.sql = sql;
        this.statements = statements;
    }

    /** As {@link TrackingTable#read}. */
    Optional<Ledger> read(Session session) throws SQLException {
        Optional<Contents> found = contents(session);
        if (found.isPresent() && found.get().isUnfinished()) {
            throw new ConfitureException(unfinished(session));
        }
        return found.map(Contents::ledger);
    }

    /** As {@link TrackingTable#isUnfinished}. */
    boolean isUnfinished(Session session) throws SQLException {
        return contents(session).filter(Contents::isUnfinished).isPresent();
    }

    private Optional<Contents> contents(Session session) throws SQLException {
        return isPresent(session) ? Optional.of(readRows(session)) : Optional.empty();
    }

    private boolean isPresent(Session session) throws SQLException {
        List<Found> tables = session.query(
                LedgerSql.probe(),
                row -> new Found(row.getString("relname"), row.getString("comment"), row.getString("columns")),
                schema.name());
        for (Found table : tables) {
            refuseNewerFormat(table.format());
        }
        Optional<Found> rows = tables.stream()
                .filter(table -> table.name().equals(LedgerSql.ROWS))
                .findFirst();
        if (tables.isEmpty()) {
            return false;
        }
        if (tables.size() != TrackingTable.tableNames().size()
                || rows.isEmpty()
                || !rows.get().isOurs()) {
            throw new ConfitureException(foreignTable());
        }
        return true;
    }

    private Contents readRows(Session session) throws SQLException {
        List<AppliedMigration> rows = new ArrayList<>();
        Contents facts = session.query(sql.read(), row -> {
                    refuseNewerFormat(Math.max(row.getInt("newest_format"), row.getInt("format_version")));
                    if (row.getString("version") != null) {
                        rows.add(applied(row));
                    }
                    return new Contents(ledger(row), row.getBoolean("is_unfinished"));
                })
                .get(0);
        boolean underWay = rows.stream().anyMatch(row -> row.state().isUnderWay());
        List<AppliedMigration> all = underWay ? withInterruptions(session, rows) : rows;
        return new Contents(facts.ledger().with(all), facts.isUnfinished());
    }

    private static Ledger ledger(ResultSet facts) throws SQLException {
        return new Ledger(
                List.of(),
                Optional.ofNullable(facts.getString("schema_sha256")),
                facts.getBoolean("is_built"),
                Optional.ofNullable(facts.getString("seeds"))
                        .map(mode -> SeedMode.valueOf(mode.toUpperCase(Locale.ROOT))),
                facts.getBoolean("is_unstamped"),
                facts.getBoolean("is_protected"));
    }

    private List<AppliedMigration> withInterruptions(Session session, List<AppliedMigration> rows) throws SQLException {
        Map<String, Interruption> found = statements.interruptions(session);
        return rows.stream()
                .map(row -> row.state().isUnderWay()
                        ? row.interrupted(found.getOrDefault(row.version().key(), Interruption.AT_START))
                        : row)
                .toList();
    }

    private static AppliedMigration applied(ResultSet row) throws SQLException {
        return new AppliedMigration(
                row.getLong("pk_confiture"),
                MigrationVersion.of(row.getString("version")),
                row.getString("name"),
                row.getString("class_name"),
                state(row.getString("state")),
                digest(row, "source_digest"),
                digest(row, "sql_digest"),
                row.getObject("applied_at", OffsetDateTime.class),
                row.getString("applied_by"),
                Duration.ofMillis(row.getLong("execution_time_ms")),
                Optional.empty());
    }

    private static Optional<Digest> digest(ResultSet row, String column) throws SQLException {
        String sha256 = row.getString(column);
        return sha256 == null
                ? Optional.empty()
                : Optional.of(new Digest(row.getString(column + "_algorithm"), sha256));
    }

    /** As the tables have it. */
    static LedgerState state(String text) {
        return LedgerState.parse(text)
                .orElseThrow(() -> new IllegalStateException("a row of the ledger has the state " + text));
    }

    private void refuseNewerFormat(int format) {
        if (format > TrackingTable.FORMAT_VERSION) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.LEDGER_NEWER_FORMAT,
                    "The ledger " + table() + " has format " + format + ".",
                    "a newer Confiture wrote it; this one knows format " + TrackingTable.FORMAT_VERSION
                            + " and changed nothing",
                    "use that newer version of confiture-maven-plugin"));
        }
    }

    private static Problem unfinished(Session session) {
        return Problem.error(
                ProblemCode.BUILD_UNFINISHED,
                "Database " + session.database().label() + " holds a build that did not come to its end.",
                "the process or the server was stopped in the middle of it",
                "build again (mvn confiture:build): it removes what is there, and brings back the database before it, if"
                        + " there was one");
    }

    private Problem foreignTable() {
        return Problem.error(
                ProblemCode.LEDGER_FOREIGN_TABLE,
                "The table " + table() + " is not a ledger of Confiture for Java.",
                "its columns, or those of " + LedgerSql.EVENTS + ", are others: Confiture for Python or somebody else"
                        + " made it; nothing was changed",
                "keep the ledger in another schema (ledger.schema in confiture.yaml), or move that table away");
    }

    private String table() {
        return schema.name() + "." + LedgerSql.ROWS;
    }

    /** What the tables hold. */
    private record Contents(Ledger ledger, boolean isUnfinished) {}

    /** A table that lies where ours should. */
    private record Found(
            String name, @Nullable String comment, @Nullable String columns) {

        /** 0 if its comment does not tell. */
        int format() {
            Matcher told = COMMENT.matcher(comment == null ? "" : comment);
            return told.matches() ? Integer.parseInt(told.group(1)) : 0;
        }

        boolean isOurs() {
            return columns != null
                    && List.of(columns.split(",", -1)).containsAll(List.of(LedgerSql.FINGERPRINT.split(",", -1)));
        }
    }
}
