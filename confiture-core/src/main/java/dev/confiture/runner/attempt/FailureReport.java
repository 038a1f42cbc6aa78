package dev.confiture.runner.attempt;

import dev.confiture.db.SqlErrors;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.runner.context.FailedStatement;
import dev.confiture.sql.TextPositions;
import java.sql.SQLException;
import java.util.Optional;

/** Says why a migration failed: the line of the call in user code, the statement with a caret, the server's words. */
public final class FailureReport {

    private static final String IN_FAILED_TRANSACTION = "25P02";
    private static final int SHOWN_LINES = 5;

    private final ResolvedMigration migration;
    private final Direction direction;

    FailureReport(ResolvedMigration migration, Direction direction) {
        this.migration = migration;
        this.direction = direction;
    }

    /**
     * @param thrown what ended the migration
     * @param first the first statement of it that failed, if one did: later errors may only follow from it
     * @param whatStays what is in the database now
     */
    public ConfitureException report(Throwable thrown, Optional<FailedStatement> first, String whatStays) {
        if (thrown instanceof ConfitureException refused) {
            return new ConfitureException(refused.problems().stream()
                    .map(problem -> placed(problem, refused, whatStays))
                    .toList());
        }
        Optional<SQLException> sql = sqlError(thrown);
        Optional<FailedStatement> failed = first.filter(statement -> sql.isEmpty()
                || sql.get() == root(statement.error())
                || IN_FAILED_TRANSACTION.equals(sql.get().getSQLState()));
        SQLException error =
                failed.map(statement -> root(statement.error())).or(() -> sql).orElse(null);
        String why = error == null ? thrown.toString() : SqlErrors.why(error);
        String shown = failed.map(statement -> "\n" + excerpt(statement)).orElse("");
        Throwable trace = failed.<Throwable>map(FailedStatement::error).orElse(thrown);
        SourceSpan call = call(trace);
        Optional<SourceSpan> script = failed.flatMap(FailureReport::scriptPlace);
        Diagnosis diagnosis = Diagnosis.of(
                error == null || error.getSQLState() == null ? "" : error.getSQLState(),
                migration.entry().options().transactional());
        String calledAt = script.isPresent() ? "\ncalled at " + call.position() : "";
        return new ConfitureException(
                Problem.error(
                        diagnosis.code(),
                        "Migration " + migration.label() + " failed in " + (direction == Direction.UP ? "up" : "down")
                                + ".",
                        script.orElse(call),
                        why + shown + calledAt + "\n" + whatStays,
                        diagnosis.fix()),
                thrown);
    }

    private Problem placed(Problem problem, ConfitureException refused, String whatStays) {
        Problem named = new Problem(
                problem.code(),
                problem.severity(),
                "Migration " + migration.label() + ": " + problem.what(),
                problem.where(),
                problem.why() + "\n" + whatStays,
                problem.fix());
        return problem.where().isPresent() ? named : named.at(call(refused));
    }

    private static Optional<SQLException> sqlError(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException error) {
                return Optional.of(root(error));
            }
        }
        return Optional.empty();
    }

    /** A batch reports the statement's own error behind its summary. */
    private static SQLException root(SQLException error) {
        SQLException at = error;
        while (SqlErrors.serverMessage(at).isEmpty() && at.getNextException() != null) {
            at = at.getNextException();
        }
        return at;
    }

    /** The line of the migration's class that was being executed, as the stack trace tells it. */
    private SourceSpan call(Throwable thrown) {
        String type = migration.className();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            boolean own =
                    frame.getClassName().equals(type) || frame.getClassName().startsWith(type + "$");
            if (own && frame.getLineNumber() > 0) {
                return SourceSpan.of(migration.entry().source().file(), frame.getLineNumber());
            }
        }
        return migration.place();
    }

    private static Optional<SourceSpan> scriptPlace(FailedStatement failed) {
        return failed.resource().map(resource -> TextPositions.of(failed.sql()).span(resource, offset(failed)));
    }

    /** Where in the migration's text the server points to; the start of the statement if it does not. */
    private static int offset(FailedStatement failed) {
        return SqlErrors.position(root(failed.error()))
                .map(position -> TextPositions.of(failed.sql()).offset(failed.start(), position - 1))
                .orElse(failed.start());
    }

    /** The statement's line with a caret under what the server points to, and the lines before it. */
    private static String excerpt(FailedStatement failed) {
        if (failed.resource().isPresent()) {
            return "";
        }
        TextPositions positions = TextPositions.of(failed.sql());
        int offset = offset(failed);
        int last = positions.line(offset);
        int first = Math.max(positions.line(failed.start()), last - SHOWN_LINES + 1);
        StringBuilder text = new StringBuilder();
        for (int line = first; line <= last; line++) {
            text.append("| ")
                    .append(positions.lineText(line).replace('\t', ' '))
                    .append('\n');
        }
        if (SqlErrors.position(root(failed.error())).isPresent()) {
            text.append("| ").append(" ".repeat(positions.column(offset) - 1)).append('^');
        }
        return text.toString().stripTrailing();
    }
}
