package dev.confiture.schema.order;

import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.SchemaFile;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement with the text that moves with it: comments before it, its semicolon and rows, the rest of its line.
 *
 * @param from where that text begins in the file
 * @param to where it ends
 * @param before the settings in force when it runs
 * @param after those that it leaves
 */
record MovableStatement(
        SchemaFile file,
        int from,
        int to,
        SqlStatement statement,
        Settings before,
        Settings after,
        StatementNames names) {

    /** All statements of the files; a file without any comes as none. */
    static List<MovableStatement> of(List<SchemaFile> files) {
        List<MovableStatement> all = new ArrayList<>();
        Settings settings = Settings.NONE;
        for (SchemaFile file : files) {
            SplitScript split = StatementSplitter.split(file.text());
            int from = 0;
            for (int i = 0; i < split.statements().size(); i++) {
                SqlStatement statement = split.statements().get(i);
                boolean last = i + 1 == split.statements().size();
                int to = last
                        ? file.text().length()
                        : end(
                                file.text(),
                                statement,
                                split.statements().get(i + 1).start());
                String text = split.text(statement);
                Settings before = settings;
                settings = before.after(text, statement.kind());
                StatementNames names = StatementNames.of(text, statement.kind(), before.path());
                all.add(new MovableStatement(file, from, to, statement, before, settings, names));
                from = to;
            }
        }
        return all;
    }

    boolean changesSettings() {
        return !before.equals(after);
    }

    SourceSpan place() {
        return TextPositions.of(file.text()).span(file.name(), statement.start());
    }

    private static int end(String text, SqlStatement statement, int next) {
        int end = statement.copyData().map(rows -> rows.end() + 2).orElse(-1);
        if (end < 0) {
            String between = text.substring(statement.end(), next);
            end = statement.end();
            for (SqlToken token : SqlLexer.tokens(between)) {
                if (token.kind() == SqlToken.Kind.SEMICOLON) {
                    end = statement.end() + token.end();
                    break;
                }
            }
        }
        int lineEnd = text.indexOf('\n', end);
        return lineEnd < 0 || lineEnd >= next || text.substring(end, lineEnd).contains("/*") ? end : lineEnd + 1;
    }
}
