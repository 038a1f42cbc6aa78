package dev.confiture.runner.concurrent;

import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import dev.confiture.sql.StatementSplitter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CREATE INDEX that names its index.
 *
 * @param index as written, quotes included
 * @param table as written, perhaps with its schema
 * @param isConcurrent whether it runs outside a transaction
 * @param mayExist whether it says IF NOT EXISTS
 */
public record IndexBuild(String index, String table, boolean isConcurrent, boolean mayExist) {

    /** Whatever lacks it needs no closer look. */
    private static final Pattern EXISTS = Pattern.compile("\\bEXISTS\\b", Pattern.CASE_INSENSITIVE);

    /** Empty for every other statement, and where PostgreSQL is to find the name. */
    public static Optional<IndexBuild> of(String sql) {
        if (!sql.regionMatches(true, 0, "CREATE", 0, "CREATE".length())) {
            return Optional.empty();
        }
        return new Words(sql).read();
    }

    /** All that say IF NOT EXISTS, where SQL may hold several statements. */
    public static List<IndexBuild> allThatMayExist(String sql) {
        if (!EXISTS.matcher(sql).find()) {
            return List.of();
        }
        SplitScript script = StatementSplitter.split(sql);
        return script.statements().stream()
                .flatMap(statement -> of(script.text(statement)).stream())
                .filter(IndexBuild::mayExist)
                .toList();
    }

    /** Reads CREATE [UNIQUE] INDEX [CONCURRENTLY] [[IF NOT EXISTS] name] ON [ONLY] table. */
    private static final class Words {

        private final String sql;
        private final List<SqlToken> tokens;
        private int next = 1;

        Words(String sql) {
            this.sql = sql;
            this.tokens = SqlLexer.tokens(sql);
        }

        Optional<IndexBuild> read() {
            take("UNIQUE");
            if (!take("INDEX")) {
                return Optional.empty();
            }
            boolean isConcurrent = take("CONCURRENTLY");
            boolean mayExist = take("IF") && take("NOT") && take("EXISTS");
            if (take("ON") || next >= tokens.size()) {
                return Optional.empty();
            }
            String index = tokens.get(next++).text(sql);
            if (!take("ON")) {
                return Optional.empty();
            }
            take("ONLY");
            return Optional.of(new IndexBuild(index, name(), isConcurrent, mayExist));
        }

        /** A name with its schema: everything up to the first token that belongs to no name. */
        private String name() {
            StringBuilder name = new StringBuilder();
            for (Iterator<SqlToken> rest = tokens.listIterator(next); rest.hasNext(); ) {
                SqlToken token = rest.next();
                boolean isDot =
                        token.kind() == Kind.PUNCTUATION && token.text(sql).equals(".");
                boolean follows = name.isEmpty() || name.charAt(name.length() - 1) == '.';
                if (!isDot && (!follows || (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED_NAME))) {
                    break;
                }
                name.append(token.text(sql));
            }
            return name.toString();
        }

        private boolean take(String word) {
            if (next < tokens.size() && tokens.get(next).isWord(sql, word)) {
                next++;
                return true;
            }
            return false;
        }
    }
}
