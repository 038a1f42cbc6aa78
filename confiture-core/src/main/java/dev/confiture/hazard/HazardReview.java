package dev.confiture.hazard;

import static dev.confiture.hazard.LockMode.ACCESS_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.EXCLUSIVE;
import static dev.confiture.hazard.LockMode.ROW_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.confiture.hazard.Tier.ADDITIVE;
import static dev.confiture.hazard.Tier.IRREVERSIBLE;
import static dev.confiture.hazard.Tier.LOCK_RISKY;
import static dev.confiture.hazard.Tier.REVERSIBLE;

import java.util.HashSet;
import java.util.Set;

/**
 * Judges the statements of one migration in the order in which they run: a lock on a table that the migration itself made
 * hurts nobody.
 */
public final class HazardReview {

    /** What stands before a parenthesis and calls nothing that could write. */
    private static final Set<String> HARMLESS = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "IN",
            "EXISTS",
            "AS",
            "ON",
            "USING",
            "VALUES",
            "BY",
            "UNION",
            "ALL",
            "ANY",
            "SOME",
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "AVG",
            "COALESCE",
            "NULLIF",
            "GREATEST",
            "LEAST",
            "LOWER",
            "UPPER",
            "LENGTH",
            "NOW",
            "CAST",
            "SET_CONFIG",
            "CURRENT_SETTING",
            "JOIN",
            "LATERAL",
            "OVER",
            "FILTER");

    private final Set<String> created = new HashSet<>();

    /**
     * What the next statement may hurt.
     *
     * @param sql one statement, without its rows if it is COPY
     */
    public StatementHazards next(String sql) {
        Words words = Words.of(sql);
        StatementHazards hazards = judge(words);
        String table = table(words);
        if (words.startsWith("CREATE") && createsTable(words)) {
            created.add(table);
        }
        return created.contains(table) ? hazards.onNewTable() : hazards;
    }

    private static boolean createsTable(Words words) {
        // With IF NOT EXISTS it may be an old one.
        return words.has("TABLE") && !words.has("IF", "NOT", "EXISTS");
    }

    /** The table that the statement is about; empty for those that are about none. */
    private static String table(Words words) {
        if (words.startsWith("ALTER", "TABLE") || (words.startsWith("CREATE") && words.has("TABLE"))) {
            return words.behind("TABLE").without("IF", "EXISTS").without("ONLY").name();
        }
        if (words.startsWith("CREATE") && words.has("INDEX")) {
            return words.behind("ON").without("ONLY").name();
        }
        return "";
    }

    private static StatementHazards judge(Words words) {
        return switch (words.at(0)) {
            case "CREATE" -> DefinitionHazards.create(words.from(1));
            case "ALTER" -> DefinitionHazards.alter(words.from(1));
            case "DROP" -> DefinitionHazards.drop(words.from(1));
            case "SELECT", "VALUES", "TABLE", "(", "WITH" -> query(words);
            case "INSERT" -> insert(words);
            case "COPY" -> StatementHazards.of(ADDITIVE, ROW_EXCLUSIVE);
            case "UPDATE", "DELETE" ->
                StatementHazards.of(
                        IRREVERSIBLE,
                        ROW_EXCLUSIVE,
                        words.has("WHERE")
                                ? "what the rows held before is lost"
                                : "changes every row; what they held is lost");
            case "MERGE" -> StatementHazards.of(IRREVERSIBLE, ROW_EXCLUSIVE, "what the rows held before is lost");
            case "TRUNCATE" -> StatementHazards.of(IRREVERSIBLE, ACCESS_EXCLUSIVE, "all rows are lost");
            case "GRANT", "REVOKE", "COMMENT", "SECURITY", "REASSIGN" -> StatementHazards.of(REVERSIBLE);
            case "SET", "RESET", "SAVEPOINT", "RELEASE", "NOTIFY", "LISTEN", "UNLISTEN", "DISCARD", "CHECKPOINT" ->
                StatementHazards.of(ADDITIVE);
            case "ANALYZE", "ANALYSE" -> StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE);
            case "VACUUM" ->
                words.has("FULL")
                        ? StatementHazards.of(
                                LOCK_RISKY, ACCESS_EXCLUSIVE, "rewrites the whole table while it holds the lock")
                        : StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE);
            case "REINDEX", "REFRESH" -> refresh(words);
            case "CLUSTER" ->
                StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "rewrites the whole table while it holds the lock");
            case "LOCK" ->
                StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "holds the lock to the end of the migration");
            case "DO", "CALL", "EXECUTE" -> StatementHazards.unknown("code of the server may do anything");
            default -> StatementHazards.unknown("this statement is not analysed");
        };
    }

    private static StatementHazards query(Words words) {
        if (words.hasAny(Set.of("UPDATE", "DELETE", "MERGE")) && words.startsWith("WITH")) {
            return StatementHazards.of(IRREVERSIBLE, ROW_EXCLUSIVE, "what the rows held before is lost");
        }
        if (words.callsOtherThan(HARMLESS)) {
            return StatementHazards.unknown("the functions that it calls may do anything");
        }
        return words.startsWith("WITH") && words.has("INSERT") ? insert(words) : StatementHazards.of(ADDITIVE);
    }

    private static StatementHazards insert(Words words) {
        return words.has("DO", "UPDATE")
                ? StatementHazards.of(IRREVERSIBLE, ROW_EXCLUSIVE, "what the rows held before is lost")
                : StatementHazards.of(ADDITIVE, ROW_EXCLUSIVE);
    }

    private static StatementHazards refresh(Words words) {
        if (!words.has("CONCURRENTLY")) {
            return StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "others wait until all of it is made anew");
        }
        return words.startsWith("REFRESH")
                ? StatementHazards.of(ADDITIVE, EXCLUSIVE)
                : StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE);
    }
}
