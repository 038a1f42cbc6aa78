package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A script, cut into statements.
 *
 * @param statements in the script's order; empty ones are left out
 * @param metaCommands in the script's order
 * @param unterminated what the script ends in; the first thing that was left open
 */
public record SplitScript(
        String text,
        List<SqlStatement> statements,
        List<MetaCommand> metaCommands,
        Optional<Unterminated> unterminated) {

    public SplitScript {
        requireNonNull(text, "text");
        requireNonNull(unterminated, "unterminated");
        statements = List.copyOf(statements);
        metaCommands = List.copyOf(metaCommands);
    }

    /** The statement's text without its semicolon and its COPY data. */
    public String text(SqlStatement statement) {
        return text.substring(statement.start(), statement.end());
    }
}
