package dev.confiture.schema.install;

import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import java.util.Locale;
import java.util.StringJoiner;

/** Key words of one statement. */
final class StatementWords {

    private StatementWords() {}

    /** Its first words in capitals, joined by blanks: {@code CREATE DATABASE}. */
    static String first(String statement, int count) {
        SqlLexer lexer = SqlLexer.of(statement);
        StringJoiner words = new StringJoiner(" ");
        int found = 0;
        for (SqlToken token = lexer.next(); found < count; token = lexer.next()) {
            if (token.kind() == SqlToken.Kind.WORD) {
                words.add(token.text(statement).toUpperCase(Locale.ROOT));
                found++;
            } else if (!token.isComment()) {
                break;
            }
        }
        return words.toString();
    }
}
