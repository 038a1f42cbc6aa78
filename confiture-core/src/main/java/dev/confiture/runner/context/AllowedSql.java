package dev.confiture.runner.context;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import dev.confiture.sql.Unterminated;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what must not reach the server, because the transaction belongs to the migration and its ledger row. */
final class AllowedSql {

    private static final Pattern DISCARD_ALL = Pattern.compile("(?i)DISCARD\\s+ALL");

    private AllowedSql() {}

    /**
     * Cuts SQL into statements that may all be sent.
     *
     * @param resource the script's name, if it is one
     * @throws ConfitureException if one of them may not, or the text ends inside something
     */
    static SplitScript script(String sql, Optional<String> resource) {
        Origin origin = new Origin(sql, resource);
        SplitScript script = statements(origin);
        script.unterminated().ifPresent(open -> {
            throw unterminated(origin, open);
        });
        return script;
    }

    /**
     * The same for SQL whose COPY data, if any, comes from elsewhere.
     *
     * @throws ConfitureException as above
     */
    static SplitScript statements(String sql) {
        return statements(new Origin(sql, Optional.empty()));
    }

    /**
     * The same for one statement: parameters, rows and their number would be those of several otherwise.
     *
     * @throws ConfitureException as above, or if there are several
     */
    static SplitScript one(String sql) {
        Origin origin = new Origin(sql, Optional.empty());
        SplitScript script = statements(origin);
        int count = script.statements().size();
        if (count > 1) {
            throw origin.refused(
                    script.statements().get(1).start(),
                    "This call takes one statement, and the SQL holds " + count + ".",
                    "",
                    "make a call of each; execute takes several, without parameters");
        }
        return script;
    }

    private static SplitScript statements(Origin origin) {
        int nul = origin.sql().indexOf('\0');
        if (nul >= 0) {
            throw origin.refused(
                    nul,
                    "The SQL holds a NUL character.",
                    "",
                    "take it out: PostgreSQL ends its text there; bytes are written as '\\x00'::bytea");
        }
        SplitScript script = StatementSplitter.split(origin.sql());
        script.unterminated()
                .filter(open -> open.what() != Unterminated.What.COPY_DATA)
                .ifPresent(open -> {
                    throw unterminated(origin, open);
                });
        script.metaCommands().stream().findFirst().ifPresent(command -> {
            throw origin.refused(
                    command.start(),
                    "The command \\" + command.name() + " is psql's, not PostgreSQL's.",
                    "",
                    "take it out; migrations run without psql");
        });
        for (SqlStatement statement : script.statements()) {
            check(statement, script, origin);
        }
        return script;
    }

    private static ConfitureException unterminated(Origin origin, Unterminated open) {
        return origin.refused(
                open.offset(),
                "The SQL ends inside " + open.what().description() + ".",
                "",
                "close it with " + open.what().closing());
    }

    private static void check(SqlStatement statement, SplitScript script, Origin origin) {
        StatementKind kind = statement.kind();
        if (DISCARD_ALL.matcher(script.text(statement)).matches()) {
            throw origin.refused(
                    statement.start(),
                    "A migration may not run DISCARD ALL.",
                    "it would give back the locks that keep other runs away",
                    "name what to discard: DISCARD TEMP, DISCARD SEQUENCES, RESET ALL");
        }
        if (kind.isTransactionControl() || kind == StatementKind.TRANSACTION_SETTING) {
            throw origin.refused(
                    statement.start(),
                    "A migration may not run " + firstLine(script.text(statement)) + ".",
                    "Confiture begins and ends transactions, because they also hold what the ledger knows",
                    "take the statement out; SAVEPOINT and ROLLBACK TO are fine, and with @Migration(transactional = false)"
                            + " each statement commits by itself");
        }
    }

    /** Where SQL comes from. Nobody finds a line of a script by the line of the call alone. */
    private record Origin(String sql, Optional<String> resource) {

        ConfitureException refused(int offset, String what, String why, String fix) {
            TextPositions positions = TextPositions.of(sql);
            if (resource.isPresent()) {
                return new ConfitureException(Problem.error(
                        ProblemCode.RUN_FORBIDDEN, what, positions.span(resource.get(), offset), why, fix));
            }
            String place = "line " + positions.line(offset) + ", column " + positions.column(offset) + " of the SQL";
            return AllowedSql.refused(what, why.isEmpty() ? place : why, fix);
        }
    }

    static String firstLine(String sql) {
        String line = sql.lines().findFirst().orElse("");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    static ConfitureException refused(String what, String why, String fix) {
        return new ConfitureException(Problem.error(ProblemCode.RUN_FORBIDDEN, what, why, fix));
    }
}
