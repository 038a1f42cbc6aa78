package dev.confiture.build.template;

import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import dev.confiture.sql.StatementKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a statement, and what is done with them.
 *
 * @param start of the statement in its script
 * @param words every key word and name, those inside function bodies too, in lower case
 * @param defines the name that it creates or changes, without its schema
 * @param definesTable whether that is a table, or a trigger or rule of it
 * @param runsNow whether expressions in it are evaluated when it is executed, not later
 * @param makesSubscription whether it makes something that is in no copy of the database
 * @param timeLiteral a literal such as {@code 'now'} that becomes a fixed time when the statement is read
 */
record StatementNames(
        int start,
        StatementKind kind,
        Set<String> words,
        Optional<String> defines,
        boolean definesTable,
        boolean runsNow,
        boolean makesSubscription,
        Optional<String> timeLiteral) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern TIME =
            Pattern.compile("'\\s*(now|today|tomorrow|yesterday)\\s*'", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CHANGES = Set.of("create", "alter");

    /** What a statement creates or changes is told by the first of these words. */
    private static final Set<String> KINDS = Set.of(
            "table",
            "trigger",
            "rule",
            "function",
            "procedure",
            "aggregate",
            "view",
            "domain",
            "type",
            "operator",
            "sequence");

    /** What belongs to a table, and the word that the table's name follows. */
    private static final Map<String, String> OWNER = Map.of("trigger", "on", "rule", "to");

    private static final Set<String> SKIPPED = Set.of("if", "not", "exists", "only");

    static StatementNames of(SplitScript script, SqlStatement statement) {
        String text = script.text(statement);
        List<SqlToken> tokens = SqlLexer.tokens(text);
        List<String> own = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        Optional<String> time = Optional.empty();
        for (SqlToken token : tokens) {
            switch (token.kind()) {
                case WORD, QUOTED_NAME -> {
                    String word = plain(token.text(text));
                    own.add(word);
                    words.add(word);
                }
                case STRING -> {
                    addNames(words, token.text(text));
                    time = TIME.matcher(token.text(text)).matches() ? Optional.of(token.text(text)) : time;
                }
                case DOLLAR_STRING -> addNames(words, token.text(text));
                default -> {}
            }
        }
        String kind = own.isEmpty() || !CHANGES.contains(own.get(0))
                ? ""
                : own.stream().limit(6).filter(KINDS::contains).findFirst().orElse("");
        return new StatementNames(
                statement.start(),
                statement.kind(),
                words,
                kind.isEmpty() ? Optional.empty() : nameAfter(text, tokens, OWNER.getOrDefault(kind, kind)),
                kind.equals("table") || OWNER.containsKey(kind),
                runsNow(statement.kind(), text, tokens, own),
                own.size() > 1 && own.get(0).equals("create") && own.get(1).equals("subscription"),
                kind.equals("function") || kind.equals("procedure") ? Optional.empty() : time);
    }

    boolean readsServerFile() {
        return kind == StatementKind.COPY_FROM_SERVER;
    }

    private static boolean runsNow(StatementKind kind, String text, List<SqlToken> tokens, List<String> own) {
        return switch (kind) {
            case INSERT, COPY_FROM_STDIN, CHANGE_ROWS, SELECT, DO, CALL, OTHER -> true;
            case DDL ->
                adjacent(own, "for", "values")
                        || own.stream().limit(4).anyMatch("materialized"::equals)
                        || (own.stream().limit(5).anyMatch("table"::equals) && selects(text, tokens));
            default -> false;
        };
    }

    /** CREATE TABLE … AS: the word stands outside of all parentheses. */
    private static boolean selects(String text, List<SqlToken> tokens) {
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.kind() == Kind.OPEN_PARENTHESIS ? 1 : token.kind() == Kind.CLOSE_PARENTHESIS ? -1 : 0;
            if (depth == 0 && token.isWord(text, "as")) {
                return true;
            }
        }
        return false;
    }

    /** The last part of the name that follows a key word. */
    private static Optional<String> nameAfter(String text, List<SqlToken> tokens, String keyword) {
        int i = 0;
        while (i < tokens.size() && !tokens.get(i).isWord(text, keyword)) {
            i++;
        }
        Optional<String> name = Optional.empty();
        for (i++; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean isName = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
            String word = isName ? plain(token.text(text)) : "";
            if (isName && name.isEmpty() && !SKIPPED.contains(word)) {
                name = Optional.of(word);
            } else if (name.isPresent() && !token.text(text).equals(".")) {
                return name;
            } else if (name.isPresent()) {
                name = Optional.empty();
            }
        }
        return name;
    }

    private static boolean adjacent(List<String> own, String first, String second) {
        for (int i = 0; i + 1 < own.size(); i++) {
            if (own.get(i).equals(first) && own.get(i + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }

    private static void addNames(Set<String> words, String text) {
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            words.add(names.group().toLowerCase(Locale.ROOT));
        }
    }

    private static String plain(String word) {
        return (word.startsWith("\"") ? word.substring(1, word.length() - 1) : word).toLowerCase(Locale.ROOT);
    }
}
