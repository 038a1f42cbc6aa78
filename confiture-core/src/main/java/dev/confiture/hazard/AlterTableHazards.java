package dev.confiture.hazard;

import static dev.confiture.hazard.LockMode.ACCESS_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.confiture.hazard.Tier.ADDITIVE;
import static dev.confiture.hazard.Tier.DESTRUCTIVE;
import static dev.confiture.hazard.Tier.IRREVERSIBLE;
import static dev.confiture.hazard.Tier.LOCK_RISKY;
import static dev.confiture.hazard.Tier.REVERSIBLE;

import java.util.Set;

/** What the actions of ALTER TABLE mean. */
final class AlterTableHazards {

    private static final String SCANS = "reads the whole table while it holds the lock";
    private static final String REWRITES = "rewrites the whole table and its indexes while it holds the lock";

    /** Functions whose value is the same for all rows of one statement, and words that a parenthesis may follow. */
    private static final Set<String> ONE_VALUE = Set.of(
            "NOW",
            "TRANSACTION_TIMESTAMP",
            "STATEMENT_TIMESTAMP",
            "CURRENT_TIMESTAMP",
            "CURRENT_TIME",
            "LOCALTIMESTAMP",
            "LOCALTIME",
            "CAST",
            "NUMERIC",
            "DECIMAL",
            "VARCHAR",
            "CHAR",
            "CHARACTER",
            "VARYING",
            "BIT",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "TIME",
            "TIMETZ",
            "INTERVAL",
            "FLOAT",
            "BPCHAR",
            "ARRAY");

    /** What may follow a default. */
    private static final Set<String> OTHER_CLAUSES =
            Set.of("CONSTRAINT", "CHECK", "REFERENCES", "UNIQUE", "PRIMARY", "GENERATED", "NOT", "COLLATE");

    private static final Set<String> SERIAL =
            Set.of("SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL4", "SERIAL8", "SERIAL2");

    private AlterTableHazards() {}

    /** @param statement behind {@code ALTER TABLE} */
    static StatementHazards of(Words statement) {
        Words actions =
                statement.without("IF", "EXISTS").without("ONLY").behindName().without("*");
        StatementHazards all = StatementHazards.of(ADDITIVE);
        for (Words action : actions.parts()) {
            all = all.and(action(action));
        }
        return all;
    }

    private static StatementHazards action(Words action) {
        return switch (action.at(0)) {
            case "ADD" -> add(action.from(1));
            case "DROP" -> drop(action.from(1));
            case "ALTER" ->
                action.at(1).equals("CONSTRAINT")
                        ? alterConstraint(action)
                        : column(action.from(1).without("COLUMN").behindName());
            case "RENAME" ->
                StatementHazards.of(
                        REVERSIBLE, ACCESS_EXCLUSIVE, "code that uses the old name fails as soon as this commits");
            case "VALIDATE" ->
                StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE, "reads the whole table, but lets others write");
            case "ENABLE", "DISABLE" ->
                StatementHazards.of(REVERSIBLE, action.has("TRIGGER") ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE);
            case "ATTACH" ->
                StatementHazards.of(
                        LOCK_RISKY,
                        SHARE_UPDATE_EXCLUSIVE,
                        "holds ACCESS EXCLUSIVE on the new partition and on the default one, and reads them, unless a"
                                + " CHECK says already what the bounds demand");
            case "DETACH" ->
                StatementHazards.of(REVERSIBLE, action.has("CONCURRENTLY") ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE);
            case "SET", "RESET" -> settings(action);
            case "OWNER", "INHERIT", "NO", "FORCE", "OF", "NOT", "REPLICA" ->
                StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
            case "CLUSTER" -> StatementHazards.of(REVERSIBLE, SHARE_UPDATE_EXCLUSIVE);
            default -> StatementHazards.unknown("this form of ALTER TABLE is not analysed");
        };
    }

    private static StatementHazards settings(Words action) {
        boolean rewrites = action.at(1).equals("TABLESPACE")
                || action.at(1).equals("LOGGED")
                || action.at(1).equals("UNLOGGED")
                || action.at(1).equals("ACCESS");
        if (rewrites) {
            return StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, REWRITES);
        }
        return StatementHazards.of(REVERSIBLE, action.at(1).equals("(") ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE);
    }

    private static StatementHazards add(Words added) {
        boolean named = added.at(0).equals("CONSTRAINT");
        Words what = named ? added.from(1).behindName() : added;
        return switch (what.at(0)) {
            case "FOREIGN" -> constraint(what, SHARE_ROW_EXCLUSIVE);
            case "CHECK", "EXCLUDE", "NOT" -> constraint(what, ACCESS_EXCLUSIVE);
            case "PRIMARY", "UNIQUE" ->
                what.has("USING", "INDEX")
                        ? StatementHazards.of(ADDITIVE, ACCESS_EXCLUSIVE)
                        : StatementHazards.of(
                                LOCK_RISKY,
                                ACCESS_EXCLUSIVE,
                                "builds an index while it holds the lock; CREATE UNIQUE INDEX CONCURRENTLY first, then"
                                        + " ADD CONSTRAINT … USING INDEX does not");
            default ->
                named
                        ? StatementHazards.unknown("this form of constraint is not analysed")
                        : addColumn(what.without("COLUMN")
                                .without("IF", "NOT", "EXISTS")
                                .behindName());
        };
    }

    private static StatementHazards constraint(Words what, LockMode lock) {
        return what.has("NOT", "VALID")
                ? StatementHazards.of(ADDITIVE, lock)
                : StatementHazards.of(
                        LOCK_RISKY, lock, SCANS + "; ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT does not");
    }

    /** @param change may make the server check rows: since 18 a constraint can be ENFORCED, or inherited, later */
    private static StatementHazards alterConstraint(Words change) {
        boolean checksRows = (change.has("ENFORCED") && !change.has("NOT", "ENFORCED"))
                || (change.has("INHERIT") && !change.has("NO", "INHERIT"));
        return checksRows
                ? StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, SCANS)
                : StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
    }

    /** @param definition behind the column's name */
    private static StatementHazards addColumn(Words definition) {
        StatementHazards added = StatementHazards.of(ADDITIVE, ACCESS_EXCLUSIVE);
        boolean volatileDefault =
                definition.behind("DEFAULT").before(OTHER_CLAUSES).callsOtherThan(ONE_VALUE);
        if (volatileDefault || definition.has("GENERATED") || SERIAL.contains(definition.at(0))) {
            added = added.and(
                    StatementHazards.of(LOCK_RISKY, REWRITES + ", unless the default is the same value for all rows"));
        }
        if (definition.has("UNIQUE") || definition.has("PRIMARY", "KEY")) {
            added = added.and(StatementHazards.of(LOCK_RISKY, "builds an index while it holds the lock"));
        }
        if (definition.has("CHECK") || definition.has("REFERENCES")) {
            added = added.and(StatementHazards.of(LOCK_RISKY, SCANS));
        }
        if (definition.has("NOT", "NULL") && !definition.has("DEFAULT") && !definition.has("GENERATED")) {
            added = added.and(StatementHazards.of(ADDITIVE, "fails if the table has rows"));
        }
        return added;
    }

    private static StatementHazards drop(Words dropped) {
        StatementHazards cascade = dropped.has("CASCADE")
                ? StatementHazards.of(IRREVERSIBLE, "CASCADE drops whatever depends on it")
                : StatementHazards.of(ADDITIVE);
        StatementHazards own = dropped.at(0).equals("CONSTRAINT")
                ? StatementHazards.of(DESTRUCTIVE, ACCESS_EXCLUSIVE)
                : StatementHazards.of(IRREVERSIBLE, ACCESS_EXCLUSIVE, "the column's values are lost");
        return own.and(cascade);
    }

    /** @param change behind the column's name */
    private static StatementHazards column(Words change) {
        if (change.startsWith("TYPE") || change.startsWith("SET", "DATA", "TYPE")) {
            return StatementHazards.of(
                    LOCK_RISKY,
                    ACCESS_EXCLUSIVE,
                    REWRITES + ", unless the old type's values are the new type's as they are");
        }
        if (change.startsWith("SET", "NOT", "NULL")) {
            return StatementHazards.of(
                    LOCK_RISKY, ACCESS_EXCLUSIVE, SCANS + ", unless a valid CHECK (… IS NOT NULL) is there");
        }
        if (change.startsWith("SET", "EXPRESSION") || change.startsWith("ADD", "GENERATED")) {
            return StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, REWRITES);
        }
        if (change.startsWith("SET", "STATISTICS")) {
            return StatementHazards.of(REVERSIBLE, SHARE_UPDATE_EXCLUSIVE);
        }
        if (change.at(0).equals("SET")
                || change.at(0).equals("DROP")
                || change.at(0).equals("RESET")) {
            return StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
        }
        return StatementHazards.unknown("this form of ALTER COLUMN is not analysed");
    }
}
