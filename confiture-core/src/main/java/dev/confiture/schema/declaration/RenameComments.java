package dev.confiture.schema.declaration;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the comments that tell former names, and what each stands for. */
final class RenameComments {

    private static final String KEYWORD = "renamed-from";
    private static final String WRITTEN_RIGHT = "confiture:" + KEYWORD;
    private static final String FIX = "Write -- " + WRITTEN_RIGHT + " <old name>";

    private static final Pattern MARK = Pattern.compile("confiture:", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile(
            "(?<opening>--|/\\*)\\s*(?<words>" + MARK + "\\s*(?<keyword>\\S+))(?:\\s+(?<name>.*))?",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final BuiltSchema schema;
    private final String script;
    private final TreeMap<Integer, Declaration> byOffset = new TreeMap<>();
    private final List<DeclaredRename> renames = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private RenameComments(BuiltSchema schema, List<Declaration> declarations) {
        this.schema = schema;
        this.script = schema.script();
        declarations.forEach(each -> byOffset.put(each.offset(), each));
        for (SqlStatement statement : schema.split().statements()) {
            Optional.ofNullable(byOffset.ceilingEntry(statement.start()))
                    .filter(first -> first.getKey() < statement.end())
                    .ifPresent(first -> byOffset.put(statement.start(), first.getValue()));
        }
    }

    static RenameComments read(BuiltSchema schema, List<Declaration> declarations) {
        RenameComments comments = new RenameComments(schema, declarations);
        if (MARK.matcher(comments.script).find()) {
            comments.read();
        }
        return comments;
    }

    List<DeclaredRename> renames() {
        return renames;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Rows of COPY are no comments. What stands between two statements is behind the first. */
    private void read() {
        int from = 0;
        Optional<SqlStatement> last = Optional.empty();
        for (SqlStatement statement : schema.split().statements()) {
            read(from, statement.start(), last);
            read(statement.start(), statement.end(), Optional.empty());
            from = statement.copyData().map(SqlStatement.CopyData::end).orElse(statement.end());
            last = Optional.of(statement);
        }
        read(from, script.length(), last);
    }

    /** @param behind the statement that ends before this part */
    private void read(int from, int to, Optional<SqlStatement> behind) {
        String part = script.substring(from, to);
        SqlLexer lexer = SqlLexer.of(part);
        for (SqlToken token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            Matcher comment = COMMENT.matcher(token.isComment() ? token.text(part) : "");
            if (comment.matches()) {
                take(comment, from + token.start(), from + token.end(), behind);
            }
        }
    }

    private void take(Matcher comment, int start, int end, Optional<SqlStatement> behind) {
        String words = comment.group("words");
        if (!words.equals(WRITTEN_RIGHT)) {
            if (meansARename(comment.group("keyword"))) {
                problems.add(misplaced(start, '"' + words + "\" means nothing.", "", FIX));
            }
            return;
        }
        if (comment.group("opening").equals("/*")) {
            problems.add(misplaced(start, '"' + words + "\" means nothing between /* and */.", "", FIX));
            return;
        }
        String written = Optional.ofNullable(comment.group("name")).orElse("").strip();
        Optional<Declaration> declaration = declaration(start, end, behind);
        boolean isLabel = declaration.filter(Declaration::isLabel).isPresent();
        Optional<OldName> old = isLabel ? OldName.ofLabel(written) : OldName.read(written);
        int place = written.isEmpty() ? start : start + comment.start("name");
        if (old.isEmpty()) {
            problems.add(misplaced(
                    place,
                    written.isEmpty() ? "confiture:renamed-from tells no name." : "\"" + written + "\" is no name.",
                    "",
                    "write one name behind it, with a schema if that changed too, and nothing else"));
        } else if (declaration.isEmpty()) {
            problems.add(misplaced(
                    place,
                    "Nothing is renamed from " + old.get() + " here.",
                    isAlone(start)
                            ? "what begins behind the comment is nothing that has a name"
                            : "nothing that has a name begins on this line",
                    "put the comment on the line before CREATE, or before or behind the column, constraint or value"));
        } else {
            renames.add(new DeclaredRename(declaration.get(), old.get(), schema.locate(place)));
        }
    }

    /** Other words behind the colon may be prose: {@code -- confiture:migrate fills it}. */
    private static boolean meansARename(String keyword) {
        return keyword.toLowerCase(Locale.ROOT).startsWith("renam")
                || Suggestion.closest(keyword, List.of(KEYWORD)).isPresent();
    }

    private Problem misplaced(int offset, String what, String why, String fix) {
        return Problem.error(ProblemCode.RENAME_MISPLACED, what, schema.locate(offset), why, fix);
    }

    private Optional<Declaration> declaration(int start, int end, Optional<SqlStatement> behind) {
        if (isAlone(start)) {
            return Optional.ofNullable(byOffset.get(next(end)));
        }
        int line = lineStart(start);
        return behind.map(SqlStatement::start)
                .filter(offset -> offset >= line)
                .flatMap(offset -> Optional.ofNullable(byOffset.get(offset)))
                .or(() -> Optional.ofNullable(byOffset.lowerEntry(start))
                        .filter(entry -> entry.getKey() >= line)
                        .map(Map.Entry::getValue));
    }

    private boolean isAlone(int start) {
        return script.substring(lineStart(start), start).isBlank();
    }

    private int lineStart(int offset) {
        int at = offset;
        while (at > 0 && script.charAt(at - 1) != '\n' && script.charAt(at - 1) != '\r') {
            at--;
        }
        return at;
    }

    /** Where the next token that is no comment begins. */
    private int next(int from) {
        String rest = script.substring(from, Math.min(script.length(), from + 20_000));
        SqlLexer lexer = SqlLexer.of(rest);
        SqlToken token = lexer.next();
        while (token.isComment()) {
            token = lexer.next();
        }
        return from + token.start();
    }
}
