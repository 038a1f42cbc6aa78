package dev.confiture.runner.resume;

import dev.confiture.runner.context.SentStatement;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;

/** What of a statement may stand in the ledger: enough to recognise it, and never a row of data. */
public final class StatementText {

    private static final int LONGEST = 100;

    private StatementText() {}

    /** Its words and names up to the first value, operator or parenthesis: {@code UPDATE app.users SET bio}. */
    public static String opening(String sql) {
        int end = 0;
        int start = -1;
        for (SqlToken token : SqlLexer.tokens(sql)) {
            boolean isName = token.kind() == Kind.WORD
                    || token.kind() == Kind.QUOTED_NAME
                    || (token.kind() == Kind.PUNCTUATION && ".,".contains(token.text(sql)));
            if (!isName || token.end() > LONGEST) {
                break;
            }
            start = start < 0 ? token.start() : start;
            end = token.end();
        }
        return start < 0 ? "SQL" : sql.substring(start, end).replaceAll("\\s+", " ");
    }

    /** The whole of a statement whose outcome the catalog can tell: it defines things, and holds no data. */
    public static String ofOutside(SentStatement statement) {
        return switch (statement.kind()) {
            case CONCURRENTLY, DATABASE, TABLESPACE, VACUUM, OUTSIDE_TRANSACTION -> statement.sql();
            default -> opening(statement.sql());
        };
    }
}
