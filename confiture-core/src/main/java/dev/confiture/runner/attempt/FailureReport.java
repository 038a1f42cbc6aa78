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
    private static final int SHOWN_COLUMNS = 120;
    private static final int SHOWN_CAUSES = 10;

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
        String why = error == null ? withCauses(thrown) : SqlErrors.why(error);
        String shown = failed.map(FailureReport::excerpt).orElse("");
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
        SourceSpan call = call(refused);
        String calledAt = problem.where().isPresent() ? "\ncalled at " + call.position() : "";
        return new Problem(
                problem.code(),
                problem.severity(),
                "Migration " + migration.label() + ": " + problem.what(),
                problem.where().or(() -> Optional.of(call)),
                (problem.why() + calledAt + "\n" + whatStays).strip(),
                problem.fix());
    }

    /** Whoever wraps an exception seldom repeats what it said; a static initialiser that fails says nothing else. */
    private static String withCauses(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        Throwable at = thrown;
        for (int depth = 0; at.getCause() != null && depth < SHOWN_CAUSES; depth++) {
            at = at.getCause();
            if (text.indexOf(at.toString()) < 0) {
                text.append("\ncaused by: ").append(at);
            }
        }
        return text.toString();
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

    /** The line of the migration's class that was being executed, as the stack traces tell it. */
    private SourceSpan call(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < SHOWN_CAUSES; depth++) {
            for (StackTraceElement frame : at.getStackTrace()) {
                if (isOwn(frame.getClassName()) && frame.getLineNumber() > 0) {
                    return SourceSpan.of(migration.entry().source().file(), frame.getLineNumber());
                }
            }
            at = at.getCause();
        }
        return migration.place();
    }

    private boolean isOwn(String className) {
        return className.equals(migration.className()) || className.startsWith(migration.className() + "$");
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
        int caret = positions.column(offset) - 1;
        int last = positions.line(offset);
        int first = Math.max(positions.line(failed.start()), last - SHOWN_LINES + 1);
        StringBuilder text = new StringBuilder();
        for (int line = first; line < last; line++) {
            text.append("\n| ").append(shown(positions.lineText(line), 0));
        }
        int from = caret < SHOWN_COLUMNS ? 0 : caret - SHOWN_COLUMNS / 2;
        text.append("\n| ").append(shown(positions.lineText(last), from));
        if (SqlErrors.position(root(failed.error())).isPresent()) {
            text.append("\n| ").append(" ".repeat(caret - from)).append('^');
        }
        return text.toString();
    }

    /** As much of a line as a terminal can show: a generated INSERT may hold a million rows in one. */
    private static String shown(String line, int from) {
        int start = line.offsetByCodePoints(0, from);
        boolean isCut = line.codePointCount(start, line.length()) > SHOWN_COLUMNS;
        int end = isCut ? line.offsetByCodePoints(start, SHOWN_COLUMNS) : line.length();
        return line.substring(start, end).replace('\t', ' ') + (isCut ? "…" : "");
    }
}
