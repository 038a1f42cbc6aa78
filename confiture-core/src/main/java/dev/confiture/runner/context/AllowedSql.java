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
import java.util.regex.Pattern;

/** Refuses what must not reach the server, because the transaction belongs to the migration and its ledger row. */
final class AllowedSql {

    private static final Pattern DISCARD_ALL = Pattern.compile("(?i)DISCARD\\s+ALL");

    private AllowedSql() {}

    /**
     * Cuts SQL into statements that may all be sent.
     *
     * @throws ConfitureException if one of them may not, or the text ends inside something
     */
    static SplitScript script(String sql) {
        SplitScript script = statement(sql);
        script.unterminated().ifPresent(open -> {
            throw unterminated(sql, open);
        });
        return script;
    }

    /**
     * The same for one statement whose COPY data, if any, comes from elsewhere.
     *
     * @throws ConfitureException as above
     */
    static SplitScript statement(String sql) {
        SplitScript script = StatementSplitter.split(sql);
        script.unterminated()
                .filter(open -> open.what() != Unterminated.What.COPY_DATA)
                .ifPresent(open -> {
                    throw unterminated(sql, open);
                });
        script.metaCommands().stream().findFirst().ifPresent(command -> {
            throw refused(
                    "The command \\" + command.name() + " is psql's, not PostgreSQL's.",
                    place(sql, command.start()),
                    "take it out; migrations run without psql");
        });
        for (SqlStatement statement : script.statements()) {
            check(statement, script);
        }
        return script;
    }

    private static ConfitureException unterminated(String sql, Unterminated open) {
        return refused(
                "The SQL ends inside " + open.what().description() + ".",
                place(sql, open.offset()),
                "close it with " + open.what().closing());
    }

    private static void check(SqlStatement statement, SplitScript script) {
        StatementKind kind = statement.kind();
        if (DISCARD_ALL.matcher(script.text(statement)).matches()) {
            throw refused(
                    "A migration may not run DISCARD ALL.",
                    "it would give back the locks that keep other runs away",
                    "name what to discard: DISCARD TEMP, DISCARD SEQUENCES, RESET ALL");
        }
        if (kind.isTransactionControl() || kind == StatementKind.TRANSACTION_SETTING) {
            throw refused(
                    "A migration may not run " + firstLine(script.text(statement)) + ".",
                    "its transaction also holds its ledger row, so Confiture begins and ends it",
                    "take the statement out; SAVEPOINT and ROLLBACK TO are fine, and @Migration(transactional = false)"
                            + " runs without a transaction");
        }
    }

    private static String place(String sql, int offset) {
        TextPositions positions = TextPositions.of(sql);
        return "line " + positions.line(offset) + ", column " + positions.column(offset) + " of the SQL";
    }

    static String firstLine(String sql) {
        String line = sql.lines().findFirst().orElse("");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    static ConfitureException refused(String what, String why, String fix) {
        return new ConfitureException(Problem.error(ProblemCode.RUN_FORBIDDEN, what, why, fix));
    }
}
