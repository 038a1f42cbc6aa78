package dev.confiture.schema.install;

import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import java.util.Locale;
import java.util.stream.Collectors;

/** Key words of one statement. */
final class StatementWords {

    private StatementWords() {}

    /** Its first words in capitals, joined by blanks: {@code CREATE DATABASE}. */
    static String first(String statement, int count) {
        return SqlLexer.tokens(statement).stream()
                .limit(count)
                .takeWhile(token -> token.kind() == SqlToken.Kind.WORD)
                .map(token -> token.text(statement).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
