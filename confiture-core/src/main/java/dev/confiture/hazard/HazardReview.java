package dev.confiture.hazard;

import static dev.confiture.hazard.LockMode.ACCESS_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.EXCLUSIVE;
import static dev.confiture.hazard.LockMode.ROW_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.confiture.hazard.Tier.ADDITIVE;
import static dev.confiture.hazard.Tier.IRREVERSIBLE;
import static dev.confiture.hazard.Tier.LOCK_RISKY;
import static dev.confiture.hazard.Tier.REVERSIBLE;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
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

    /** What has columns or pages, and so is locked for a comment. */
    private static final Set<String> RELATIONS =
            Set.of("TABLE", "COLUMN", "VIEW", "MATERIALIZED", "FOREIGN", "INDEX", "SEQUENCE");

    private final Set<String> created = new HashSet<>();

    /**
     * What the next statement may hurt.
     *
     * @param sql one statement, without its rows if it is COPY
     */
    public StatementHazards next(String sql) {
        Words words = Words.of(sql);
        StatementHazards hazards = judge(words);
        boolean isOnNew = created.contains(table(words));
        createdTable(words).ifPresent(created::add);
        if (!isOnNew) {
            return hazards;
        }
        StatementHazards own = hazards.onNewTable();
        return words.has("REFERENCES") ? own.and(DefinitionHazards.REFERS) : own;
    }

    /** With IF NOT EXISTS it may be an old one. */
    private static Optional<String> createdTable(Words words) {
        Words what = DefinitionHazards.created(words);
        return what.startsWith("TABLE") && !what.startsWith("TABLE", "IF")
                ? Optional.of(what.from(1).name())
                : Optional.empty();
    }

    /** The table that ALTER TABLE or CREATE INDEX is about; empty for other statements. */
    private static String table(Words words) {
        if (words.startsWith("ALTER", "TABLE")) {
            return words.from(2).without("IF", "EXISTS").without("ONLY").name();
        }
        boolean buildsIndex = DefinitionHazards.created(words).startsWith("INDEX");
        return buildsIndex ? words.behind("ON").without("ONLY").name() : "";
    }

    private static StatementHazards judge(Words words) {
        return switch (words.at(0)) {
            case "CREATE" -> DefinitionHazards.create(words);
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
            case "GRANT", "REVOKE", "SECURITY", "REASSIGN" -> StatementHazards.of(REVERSIBLE);
            case "COMMENT" ->
                RELATIONS.contains(words.at(2))
                        ? StatementHazards.of(REVERSIBLE, SHARE_UPDATE_EXCLUSIVE)
                        : StatementHazards.of(REVERSIBLE);
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
                StatementHazards.of(LOCK_RISKY, lockMode(words), "holds the lock to the end of the migration");
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

    /** PostgreSQL takes the strongest where none is named. */
    private static LockMode lockMode(Words words) {
        return Arrays.stream(LockMode.values())
                .filter(mode -> words.has(("IN " + mode.text() + " MODE").split(" ", -1)))
                .findFirst()
                .orElse(ACCESS_EXCLUSIVE);
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
