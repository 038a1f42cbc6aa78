package dev.confiture.schema.order;

import dev.confiture.problem.ConfitureException;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements of a schema in an order in which each finds what it needs. */
public final class StatementOrder {

    /** Before what a statement needs that was moved to where another search path is in force. */
    private static final String SEARCH_PATH = "-- search_path of what follows\n";

    private StatementOrder() {}

    /**
     * The same statements, those that came too early moved behind what they need; the very same schema if none did.
     * Positions still lead back to the files.
     *
     * @throws ConfitureException ({@code schema.foreign-key-cycle}) if tables reference each other while they are created
     */
    public static BuiltSchema reorder(BuiltSchema schema) {
        List<SchemaFile> files =
                schema.sections().stream().map(BuiltSchema.Section::file).toList();
        List<MovableStatement> statements = MovableStatement.of(files);
        List<Integer> order = new Placement(statements).order();
        boolean unchanged = IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
        return unchanged ? schema : script(order.stream().map(statements::get).toList(), files);
    }

    private static BuiltSchema script(List<MovableStatement> statements, List<SchemaFile> files) {
        StringBuilder script = new StringBuilder();
        List<BuiltSchema.Section> sections = new ArrayList<>();
        Settings inForce = Settings.NONE;
        for (int i = 0; i < statements.size(); i++) {
            MovableStatement statement = statements.get(i);
            boolean otherPath = statement.statement().kind() != StatementKind.SETTING
                    && !statement.before().path().equals(inForce.path());
            if (otherPath) {
                endLine(script);
                script.append(SEARCH_PATH)
                        .append(statement.before().path().statement())
                        .append(";\n");
            }
            inForce = statement.after();
            boolean goesOn = !otherPath
                    && i > 0
                    && statements.get(i - 1).file().equals(statement.file())
                    && statements.get(i - 1).to() == statement.from();
            if (!goesOn) {
                endLine(script);
                script.append(SchemaBuilder.separator(statement.file()));
            }
            int start = script.length();
            script.append(statement.file().text(), statement.from(), statement.to());
            sections.add(new BuiltSchema.Section(statement.file(), start, script.length(), statement.from()));
            if (!statement.statement().terminated()) {
                endLine(script);
                script.append(";\n");
            }
        }
        Set<SchemaFile> used = statements.stream().map(MovableStatement::file).collect(Collectors.toSet());
        for (SchemaFile comments :
                files.stream().filter(file -> !used.contains(file)).toList()) {
            endLine(script);
            script.append(SchemaBuilder.separator(comments));
            int start = script.length();
            script.append(comments.text());
            sections.add(new BuiltSchema.Section(comments, start, script.length(), 0));
        }
        endLine(script);
        return BuiltSchema.of(script.toString(), sections);
    }

    private static void endLine(StringBuilder script) {
        if (script.length() > 0 && script.charAt(script.length() - 1) != '\n') {
            script.append('\n');
        }
    }
}
