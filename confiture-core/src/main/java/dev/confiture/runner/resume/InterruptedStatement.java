package dev.confiture.runner.resume;

import dev.confiture.db.Session;
import dev.confiture.runner.concurrent.IndexBuild;
import dev.confiture.runner.concurrent.IndexBuilds;
import dev.confiture.runner.concurrent.PartitionDetachment;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import dev.confiture.sql.StatementSplitter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the catalog what became of a statement that ran outside a transaction and whose end nobody saw. */
final class InterruptedStatement {

    private static final Pattern REINDEX =
            Pattern.compile("(?is)REINDEX\\s*(?:\\([^)]*\\)\\s*)?(\\w+)\\s+(?:CONCURRENTLY\\s+)?(\\S+)");
    private static final Pattern OBJECT = Pattern.compile(
            "(?is)(CREATE|DROP)\\s+(INDEX\\s+CONCURRENTLY|DATABASE|TABLESPACE)\\s+(?:IF\\s+EXISTS\\s+)?(\"(?:[^\"]|\"\")+\"|[^\\s\"(]+(?:\"(?:[^\"]|\"\")+\")?).*");

    private final Session session;
    private final IndexBuilds builds;

    InterruptedStatement(Session session, IndexBuilds builds) {
        this.session = session;
        this.builds = builds;
    }

    /** What became of a statement. */
    enum Outcome {
        DONE,
        /** Nothing of it is left; it may be sent again. */
        NOT_DONE,
        /** Nobody can tell. */
        UNKNOWN
    }

    /** Brings to an end what can be brought to an end, and clears away what is left of the rest. */
    Outcome settle(String sql) throws SQLException {
        return switch (kind(sql)) {
            case CONCURRENTLY -> settleConcurrent(sql);
            // Running them twice is the same as running them once.
            case VACUUM, ALTER_SYSTEM, OUTSIDE_TRANSACTION -> Outcome.NOT_DONE;
            case DATABASE, TABLESPACE -> settleObject(sql);
            default -> Outcome.UNKNOWN;
        };
    }

    private static StatementKind kind(String sql) {
        List<SqlStatement> statements = StatementSplitter.split(sql).statements();
        return statements.isEmpty() ? StatementKind.OTHER : statements.get(0).kind();
    }

    private Outcome settleConcurrent(String sql) throws SQLException {
        Optional<PartitionDetachment> detachment = PartitionDetachment.of(sql);
        if (detachment.isPresent()) {
            return outcome(detachment.get().finish(session));
        }
        Optional<IndexBuild> build = IndexBuild.of(sql);
        if (build.isPresent()) {
            builds.clear(build.get());
            return outcome(builds.settled(build.get()) == IndexBuilds.State.VALID);
        }
        Matcher reindex = REINDEX.matcher(sql);
        if (reindex.lookingAt()) {
            clearCopies(reindex);
            return Outcome.NOT_DONE;
        }
        return settleObject(sql);
    }

    private void clearCopies(Matcher reindex) throws SQLException {
        boolean isRelation = List.of("INDEX", "TABLE").contains(reindex.group(1).toUpperCase(Locale.ROOT));
        builds.clearCopies(isRelation ? Optional.of(reindex.group(2)) : Optional.empty());
    }

    private Outcome settleObject(String sql) throws SQLException {
        Matcher form = OBJECT.matcher(sql);
        if (!form.matches()) {
            // ALTER DATABASE … SET TABLESPACE can be repeated; a build of an index without a name cannot be found.
            return kind(sql) == StatementKind.DATABASE ? Outcome.NOT_DONE : Outcome.UNKNOWN;
        }
        String what = form.group(2).toUpperCase(Locale.ROOT);
        String query = switch (what) {
            case "DATABASE" ->
                "SELECT 1 FROM pg_catalog.pg_database WHERE datname = (pg_catalog.parse_ident(?))[1]::name";
            case "TABLESPACE" ->
                "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = (pg_catalog.parse_ident(?))[1]::name";
            default -> "SELECT 1 WHERE pg_catalog.to_regclass(?) IS NOT NULL";
        };
        boolean exists = session.queryOne(query, row -> true, form.group(3).replaceFirst(";$", ""))
                .isPresent();
        boolean creates = form.group(1).equalsIgnoreCase("CREATE");
        return creates && !what.equals("DATABASE") && !what.equals("TABLESPACE")
                ? Outcome.UNKNOWN
                : outcome(creates == exists);
    }

    private static Outcome outcome(boolean isDone) {
        return isDone ? Outcome.DONE : Outcome.NOT_DONE;
    }

    /** After the server refused it: takes away what it left, so that it may be sent again. */
    void clear(String sql) throws SQLException {
        Optional<IndexBuild> build = IndexBuild.of(sql).filter(IndexBuild::isConcurrent);
        if (build.isPresent()) {
            builds.clear(build.get());
        }
        Matcher reindex = REINDEX.matcher(sql);
        if (kind(sql) == StatementKind.CONCURRENTLY && reindex.lookingAt()) {
            clearCopies(reindex);
        }
    }
}
