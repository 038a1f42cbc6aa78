package dev.confiture.schema;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import dev.confiture.sql.Unterminated;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one script of the schema's files: each file's text as it is, after a comment that names it, with the last newline
 * or {@code ;} supplied where the file lacks it. The same files give the same script, anywhere and at any time. Pure.
 */
public final class SchemaBuilder {

    /** Begins the line that names a source; the file's name follows. */
    private static final String SEPARATOR = "-- source: ";

    private SchemaBuilder() {}

    /**
     * @param files in the order of the script
     * @throws ConfitureException ({@code sql.unterminated}) for each file that ends inside a string, comment, dollar quote
     *     or COPY data: it would swallow the files after it
     */
    public static BuiltSchema build(List<SchemaFile> files) {
        List<Problem> problems = new ArrayList<>();
        List<BuiltSchema.Section> sections = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (SchemaFile file : files) {
            SplitScript split = StatementSplitter.split(file.text());
            split.unterminated().ifPresent(open -> problems.add(unterminated(file, open)));
            script.append(separator(file));
            int start = script.length();
            script.append(file.text());
            sections.add(new BuiltSchema.Section(file, start, script.length()));
            script.append(supplied(file.text(), split));
        }
        if (!problems.isEmpty()) {
            throw new ConfitureException(problems);
        }
        return BuiltSchema.of(script.toString(), sections);
    }

    /** A script that was built before, read back from the one file that holds it. */
    public static BuiltSchema ofScript(SchemaFile file) {
        return BuiltSchema.of(
                file.text(),
                List.of(new BuiltSchema.Section(file, 0, file.text().length())));
    }

    /** The line that names a source before its text. */
    public static String separator(SchemaFile file) {
        return SEPARATOR + printable(file.name()) + "\n";
    }

    private static String supplied(String text, SplitScript split) {
        String newline = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        // On a line of its own: the text may end in a comment.
        return newline + (endsInsideStatement(split) ? ";\n" : "");
    }

    private static boolean endsInsideStatement(SplitScript split) {
        List<SqlStatement> statements = split.statements();
        return !statements.isEmpty() && !statements.get(statements.size() - 1).terminated();
    }

    private static Problem unterminated(SchemaFile file, Unterminated open) {
        return Problem.error(
                ProblemCode.SQL_UNTERMINATED,
                "The schema file " + file.name() + " ends inside " + open.what().description() + ".",
                TextPositions.of(file.text()).span(file.name(), open.offset()),
                "it begins here and nothing ends it, so it would swallow the files that follow",
                "end it with " + open.what().closing());
    }

    /** A file name may hold a line break, which would end the comment. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
