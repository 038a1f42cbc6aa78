package dev.confiture.schema.install;

import dev.confiture.db.SqlErrors;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/**
 * The server's refusal of one statement, told in terms of its source file.
 *
 * @param step the message that the server refused
 * @param completed how many of its statements came before the refused one
 */
record FailedStatement(BuiltSchema schema, SplitScript script, InstallStep step, int completed, SQLException error) {

    /** {@code COPY users, line 3, …}; the word for "line" is translated. */
    private static final Pattern COPY_LINE = Pattern.compile("COPY .*?, \\p{L}+ (\\d+)");

    Problem problem() {
        int offset = offset();
        SqlStatement statement = statementAt(offset);
        String file = schema.fileAt(statement.start()).name();
        return Problem.error(
                ProblemCode.SCHEMA_STATEMENT_FAILED,
                "Statement " + number(statement) + " of " + file + " failed: " + message(),
                schema.locate(offset),
                SqlErrors.why(error),
                FailureAdvice.of(error) + "; nothing of this build stays");
    }

    /** The place in the script: what the server names, else the row or the first token of the statement that failed. */
    private int offset() {
        Optional<Integer> position = SqlErrors.position(error);
        if (position.isPresent()) {
            return TextPositions.of(script.text()).offset(step.start(), position.get() - 1);
        }
        return copiedLine()
                .orElse(step.statements()
                        .get(Math.min(completed, step.statements().size() - 1))
                        .start());
    }

    private Optional<Integer> copiedLine() {
        Optional<SqlStatement.CopyData> data = step.statements().get(0).copyData();
        String context =
                SqlErrors.serverMessage(error).map(ServerErrorMessage::getWhere).orElse("");
        Matcher line = COPY_LINE.matcher(context);
        if (data.isEmpty() || !line.find()) {
            return Optional.empty();
        }
        TextPositions positions = TextPositions.of(script.text());
        int first = positions.line(data.get().start());
        int last = positions.line(data.get().end());
        long wanted = first + Long.parseLong(line.group(1)) - 1;
        return wanted > last ? Optional.empty() : Optional.of(positions.lineStart((int) wanted));
    }

    /** The last statement of the step that begins at or before the place. */
    private SqlStatement statementAt(int offset) {
        SqlStatement found = step.statements().get(0);
        for (SqlStatement statement : step.statements()) {
            if (statement.start() <= offset) {
                found = statement;
            }
        }
        return found;
    }

    /** Its 1-based number among the statements of its file, in whatever order they are sent. */
    private long number(SqlStatement failed) {
        String text = schema.fileAt(failed.start()).text();
        SourceSpan place = schema.locate(failed.start());
        TextPositions positions = TextPositions.of(text);
        int start = positions.offset(positions.lineStart(place.line()), place.column() - 1);
        return StatementSplitter.split(text).statements().stream()
                .filter(statement -> statement.start() <= start)
                .count();
    }

    private String message() {
        return SqlErrors.serverMessage(error)
                .map(ServerErrorMessage::getMessage)
                .or(() -> Optional.ofNullable(error.getMessage()))
                .orElse("no reason given");
    }
}
