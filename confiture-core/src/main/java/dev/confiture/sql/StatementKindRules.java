package dev.confiture.sql;

import java.util.List;

/** Which kind of statement begins with which words. */
final class StatementKindRules {

    private final List<String> words;
    private final boolean concurrently;
    private final boolean fromStdin;
    private final String mainVerb;

    private StatementKindRules(List<String> words, boolean concurrently, boolean fromStdin, String mainVerb) {
        this.words = words;
        this.concurrently = concurrently;
        this.fromStdin = fromStdin;
        this.mainVerb = mainVerb;
    }

    /**
     * @param words the first tokens outside of parentheses: words in capitals, {@code (} for parentheses, empty for
     *     anything else
     * @param concurrently whether the word CONCURRENTLY occurs
     * @param fromStdin whether FROM STDIN occurs
     * @param mainVerb what follows the last WITH query, empty if there is none
     */
    static StatementKind kind(List<String> words, boolean concurrently, boolean fromStdin, String mainVerb) {
        return new StatementKindRules(words, concurrently, fromStdin, mainVerb).kind();
    }

    private StatementKind kind() {
        return switch (word(0)) {
            case "BEGIN", "START" -> StatementKind.BEGIN;
            case "COMMIT", "END" -> preparedOr(StatementKind.COMMIT);
            case "ROLLBACK", "ABORT" ->
                preparedOr(
                        words.subList(0, Math.min(3, words.size())).contains("TO")
                                ? StatementKind.SAVEPOINT
                                : StatementKind.ROLLBACK);
            case "SAVEPOINT", "RELEASE" -> StatementKind.SAVEPOINT;
            case "PREPARE" -> is(1, "TRANSACTION") ? StatementKind.PREPARED_TRANSACTION : StatementKind.OTHER;
            case "SET" -> setting();
            case "RESET" -> StatementKind.SETTING;
            case "SELECT", "VALUES", "TABLE", "(" -> StatementKind.SELECT;
            case "WITH" -> verb(mainVerb);
            case "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE" -> verb(word(0));
            case "COPY" -> copy();
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> alter();
            case "REINDEX" -> reindex();
            case "VACUUM" -> StatementKind.VACUUM;
            case "CLUSTER" ->
                words.size() == 1 || (words.size() == 2 && (is(1, "VERBOSE") || is(1, "(")))
                        ? StatementKind.OUTSIDE_TRANSACTION
                        : StatementKind.DDL;
            case "DISCARD" -> is(1, "ALL") ? StatementKind.OUTSIDE_TRANSACTION : StatementKind.OTHER;
            case "COMMENT" -> StatementKind.COMMENT;
            case "DO" -> StatementKind.DO;
            case "CALL" -> StatementKind.CALL;
            case "GRANT", "REVOKE", "SECURITY", "REFRESH", "IMPORT", "REASSIGN" -> StatementKind.DDL;
            default -> StatementKind.OTHER;
        };
    }

    /** The settings of these names are those that SET TRANSACTION sets. */
    private StatementKind setting() {
        String name = word(is(1, "LOCAL") || is(1, "SESSION") ? 2 : 1);
        return switch (name) {
            case "TRANSACTION", "TRANSACTION_ISOLATION", "TRANSACTION_READ_ONLY", "TRANSACTION_DEFERRABLE" ->
                StatementKind.TRANSACTION_SETTING;
            default -> StatementKind.SETTING;
        };
    }

    private StatementKind preparedOr(StatementKind other) {
        return is(1, "PREPARED") ? StatementKind.PREPARED_TRANSACTION : other;
    }

    private static StatementKind verb(String verb) {
        return switch (verb) {
            case "INSERT" -> StatementKind.INSERT;
            case "UPDATE", "DELETE", "MERGE", "TRUNCATE" -> StatementKind.CHANGE_ROWS;
            default -> StatementKind.SELECT;
        };
    }

    private StatementKind copy() {
        if (fromStdin) {
            return StatementKind.COPY_FROM_STDIN;
        }
        return words.contains("FROM") ? StatementKind.COPY_FROM_SERVER : StatementKind.COPY_TO;
    }

    private StatementKind create() {
        boolean index = is(1, "INDEX") || is(2, "INDEX");
        return index && concurrently ? StatementKind.CONCURRENTLY : createsOrDrops();
    }

    private StatementKind drop() {
        return is(1, "INDEX") && concurrently ? StatementKind.CONCURRENTLY : createsOrDrops();
    }

    private StatementKind createsOrDrops() {
        return switch (word(1)) {
            case "DATABASE" -> StatementKind.DATABASE;
            case "TABLESPACE" -> StatementKind.TABLESPACE;
            case "ROLE", "GROUP" -> StatementKind.ROLE;
            case "USER" -> is(2, "MAPPING") ? StatementKind.DDL : StatementKind.ROLE;
            default -> StatementKind.DDL;
        };
    }

    private StatementKind alter() {
        if (is(1, "SYSTEM")) {
            return StatementKind.ALTER_SYSTEM;
        }
        if (is(1, "DATABASE") && is(3, "SET") && is(4, "TABLESPACE")) {
            return StatementKind.DATABASE;
        }
        return is(1, "TABLE") && concurrently ? StatementKind.CONCURRENTLY : StatementKind.DDL;
    }

    private StatementKind reindex() {
        if (concurrently) {
            return StatementKind.CONCURRENTLY;
        }
        String what = word(is(1, "(") ? 2 : 1);
        return what.equals("DATABASE") || what.equals("SYSTEM") || what.equals("SCHEMA")
                ? StatementKind.OUTSIDE_TRANSACTION
                : StatementKind.DDL;
    }

    private boolean is(int index, String word) {
        return word(index).equals(word);
    }

    private String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
