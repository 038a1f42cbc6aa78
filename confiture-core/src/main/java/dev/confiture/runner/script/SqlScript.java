package dev.confiture.runner.script;

import dev.confiture.runner.script.CapturedStatements.Captured;
import java.util.List;

/** A script for psql: it stops at the first error. */
public final class SqlScript {

    private final StringBuilder text = new StringBuilder("\\set ON_ERROR_STOP on\n");

    /** @param lines of words, without dashes */
    public SqlScript comment(String... lines) {
        text.append('\n');
        for (String line : lines) {
            text.append("-- ").append(line.replaceAll("\\R", " ")).append('\n');
        }
        return this;
    }

    public SqlScript add(String statement) {
        // A comment at the end would take the semicolon with it.
        boolean endsInComment =
                statement.substring(statement.lastIndexOf('\n') + 1).contains("--");
        text.append(statement).append(endsInComment ? "\n;\n" : ";\n");
        return this;
    }

    public SqlScript add(List<String> statements) {
        statements.forEach(this::add);
        return this;
    }

    SqlScript add(Captured captured) {
        add(captured.statement().sql());
        captured.rows().ifPresent(rows -> text.append(rows).append("\\.\n"));
        return this;
    }

    public String text() {
        return text.toString();
    }
}
