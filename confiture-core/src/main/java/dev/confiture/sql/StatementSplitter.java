package dev.confiture.sql;

import dev.confiture.sql.SqlStatement.CopyData;
import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a script into statements where psql would: at semicolons outside of parentheses, of BEGIN ATOMIC bodies and of
 * everything quoted, and at commands such as {@code \gexec}. Rows behind COPY … FROM stdin belong to their statement.
 */
public final class StatementSplitter {

    private static final String END_OF_DATA = "\\.";

    private final String text;
    private final SqlLexer lexer;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<MetaCommand> metaCommands = new ArrayList<>();
    private StatementUnderway underway;
    private int rowsFrom;
    private int rowsTo;
    private Optional<Unterminated> openRows = Optional.empty();

    private StatementSplitter(String text) {
        this.text = text;
        this.lexer = SqlLexer.of(text);
        this.underway = new StatementUnderway(text);
    }

    /** Never fails; a script that ends inside something says so in {@link SplitScript#unterminated()}. */
    public static SplitScript split(String text) {
        return new StatementSplitter(text).run();
    }

    private SplitScript run() {
        for (SqlToken token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            take(token);
        }
        Optional<Unterminated> open = firstOf(openRows, firstOf(lexer.unterminated(), underway.open()));
        if (!underway.isEmpty()) {
            finish(false);
        }
        return new SplitScript(text, statements, metaCommands, firstOf(open, openRows));
    }

    private static Optional<Unterminated> firstOf(Optional<Unterminated> one, Optional<Unterminated> other) {
        return one.isPresent() ? one : other;
    }

    private void take(SqlToken token) {
        switch (token.kind()) {
            case LINE_COMMENT, BLOCK_COMMENT -> {}
            case META_COMMAND -> takeMetaCommand(token);
            case SEMICOLON -> {
                if (underway.open().isPresent()) {
                    underway.add(token);
                } else if (!underway.isEmpty()) {
                    finish(true);
                }
            }
            default -> underway.add(token);
        }
    }

    private void takeMetaCommand(SqlToken token) {
        int end = token.start() + 1;
        while (end < token.end() && text.charAt(end) > ' ' && text.charAt(end) != '\\') {
            end++;
        }
        MetaCommand command = new MetaCommand(text.substring(token.start() + 1, end), token.start(), token.end());
        metaCommands.add(command);
        if (command.endsStatement() && !underway.isEmpty()) {
            finish(false);
        }
    }

    private void finish(boolean terminated) {
        SqlStatement statement = underway.finish(terminated);
        underway = new StatementUnderway(text);
        statements.add(statement.kind().isCopyFromStdin() ? withRows(statement) : statement);
    }

    /**
     * The rows begin on the next line, or behind the rows of another COPY of the same line, and end at the line
     * {@code \.}; the rest of the line with the statement is read as usual.
     */
    private SqlStatement withRows(SqlStatement copy) {
        boolean othersFirst = rowsTo > lexer.position();
        rowsFrom = othersFirst ? rowsFrom : nextLine(lexer.position());
        int start = othersFirst ? rowsTo : rowsFrom;
        int end = endOfRows(start);
        rowsTo = end < 0 ? text.length() : nextLine(end);
        lexer.skip(rowsFrom, rowsTo);
        if (end < 0) {
            openRows = openRows.or(() -> Optional.of(new Unterminated(Unterminated.What.COPY_DATA, copy.start())));
            return copy;
        }
        return copy.with(new CopyData(start, end));
    }

    /** The offset of the line {@code \.}, or -1. */
    private int endOfRows(int start) {
        for (int mark = text.indexOf(END_OF_DATA, start); mark >= 0; mark = text.indexOf(END_OF_DATA, mark + 1)) {
            int behind = mark + END_OF_DATA.length();
            boolean startsLine = mark == start || SqlLexer.isLineEnd(text.charAt(mark - 1));
            boolean endsLine = behind == text.length() || SqlLexer.isLineEnd(text.charAt(behind));
            if (startsLine && endsLine) {
                return mark;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int i = from;
        while (i < text.length() && !SqlLexer.isLineEnd(text.charAt(i))) {
            i++;
        }
        return Math.min(i + (text.startsWith("\r\n", i) ? 2 : 1), text.length());
    }
}
