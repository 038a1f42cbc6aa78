package dev.confiture.hazard;

import static dev.confiture.hazard.LockMode.ACCESS_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE;
import static dev.confiture.hazard.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.confiture.hazard.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.confiture.hazard.Tier.ADDITIVE;
import static dev.confiture.hazard.Tier.DESTRUCTIVE;
import static dev.confiture.hazard.Tier.IRREVERSIBLE;
import static dev.confiture.hazard.Tier.LOCK_RISKY;
import static dev.confiture.hazard.Tier.REVERSIBLE;

import java.util.Set;

/** What CREATE, ALTER and DROP mean, but for ALTER TABLE. */
final class DefinitionHazards {

    private static final Set<String> ADDS_ONLY = Set.of(
            "VIEW",
            "MATERIALIZED",
            "SEQUENCE",
            "SCHEMA",
            "TYPE",
            "DOMAIN",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "EXTENSION",
            "COLLATION",
            "OPERATOR",
            "CAST",
            "TEXT",
            "SERVER",
            "FOREIGN",
            "USER",
            "ROLE",
            "GROUP",
            "LANGUAGE",
            "ACCESS",
            "CONVERSION",
            "TRANSFORM",
            "DATABASE",
            "TABLESPACE");

    /** Words between CREATE and the kind of object. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "UNLOGGED",
            "TEMP",
            "TEMPORARY",
            "GLOBAL",
            "LOCAL",
            "RECURSIVE",
            "UNIQUE",
            "CONSTRAINT",
            "TRUSTED",
            "PROCEDURAL",
            "DEFAULT");

    private static final Set<String> CHANGED_IN_PLACE = Set.of(
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "SCHEMA",
            "EXTENSION",
            "ROLE",
            "USER",
            "GROUP",
            "DEFAULT",
            "COLLATION",
            "OPERATOR",
            "TEXT",
            "SERVER",
            "SUBSCRIPTION",
            "DATABASE",
            "LANGUAGE",
            "EVENT",
            "TABLESPACE");

    /** Made again by running their definition again; nothing but the definition is lost. */
    private static final Set<String> DEFINITIONS_ONLY = Set.of(
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "TYPE",
            "DOMAIN",
            "COLLATION",
            "OPERATOR",
            "CAST",
            "TEXT",
            "ROLE",
            "USER",
            "GROUP",
            "SERVER",
            "LANGUAGE",
            "EVENT",
            "ACCESS",
            "CONVERSION",
            "TRANSFORM");

    private static final Set<String> HOLDS_DATA = Set.of(
            "TABLE", "SCHEMA", "SEQUENCE", "DATABASE", "EXTENSION", "OWNED", "FOREIGN", "TABLESPACE", "SUBSCRIPTION");

    /** What a foreign key means for the table at its other end. */
    static final StatementHazards REFERS =
            StatementHazards.of(ADDITIVE, SHARE_ROW_EXCLUSIVE, "locks the tables that it refers to, for a moment");

    private DefinitionHazards() {}

    /** What a statement creates, from its kind on: {@code INDEX i ON …}; empty for statements that create nothing. */
    static Words created(Words statement) {
        Words what = statement.startsWith("CREATE")
                ? statement.from(1).without("OR", "REPLACE")
                : statement.from(Integer.MAX_VALUE);
        while (ATTRIBUTES.contains(what.at(0))) {
            what = what.from(1);
        }
        return what;
    }

    static StatementHazards create(Words statement) {
        boolean replaces = statement.startsWith("CREATE", "OR", "REPLACE");
        Words what = created(statement);
        return switch (what.at(0)) {
            case "INDEX" -> index(what);
            case "TRIGGER", "EVENT" ->
                StatementHazards.of(REVERSIBLE, SHARE_ROW_EXCLUSIVE, "runs on the writes of others from its commit on");
            case "POLICY", "RULE" -> StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
            case "TABLE" -> table(what);
            case "STATISTICS", "PUBLICATION" -> StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE);
            default -> {
                if (replaces) {
                    StatementHazards replaced = StatementHazards.of(REVERSIBLE, "an earlier definition is replaced");
                    yield what.startsWith("VIEW")
                            ? replaced.and(StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE))
                            : replaced;
                }
                yield ADDS_ONLY.contains(what.at(0))
                        ? StatementHazards.of(ADDITIVE)
                        : StatementHazards.unknown("this kind of CREATE is not analysed");
            }
        };
    }

    private static StatementHazards table(Words what) {
        if (what.has("PARTITION", "OF")) {
            return StatementHazards.of(
                    LOCK_RISKY,
                    ACCESS_EXCLUSIVE,
                    "nobody can use the partitioned table while it reads the default partition, if there is one; CREATE"
                            + " TABLE, then ATTACH PARTITION locks less");
        }
        StatementHazards own = what.has("INHERITS")
                ? StatementHazards.of(ADDITIVE, SHARE_UPDATE_EXCLUSIVE)
                : StatementHazards.of(ADDITIVE);
        return what.has("REFERENCES") ? own.and(REFERS) : own;
    }

    private static StatementHazards index(Words what) {
        return what.at(1).equals("CONCURRENTLY")
                ? StatementHazards.of(
                        ADDITIVE,
                        SHARE_UPDATE_EXCLUSIVE,
                        "waits for all older transactions; a failure leaves an invalid index")
                : StatementHazards.of(
                        LOCK_RISKY,
                        SHARE,
                        "reads the whole table while nobody can write; CREATE INDEX CONCURRENTLY lets them");
    }

    /** @param statement behind {@code ALTER} */
    static StatementHazards alter(Words statement) {
        return switch (statement.at(0)) {
            case "TABLE" ->
                statement.has("ALL", "IN", "TABLESPACE")
                        ? StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "moves every table of the tablespace")
                        : AlterTableHazards.of(statement.from(1));
            case "TYPE" -> type(statement);
            case "DOMAIN" ->
                statement.has("ADD") || statement.has("SET", "NOT")
                        ? StatementHazards.of(LOCK_RISKY, SHARE, "reads every table that has such a column")
                        : StatementHazards.of(REVERSIBLE);
            case "SYSTEM" -> StatementHazards.of(REVERSIBLE, "changes the whole server");
            case "INDEX" ->
                statement.has("TABLESPACE")
                        ? StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "writes the whole index anew")
                        : StatementHazards.of(REVERSIBLE, SHARE_UPDATE_EXCLUSIVE);
            case "SEQUENCE" -> sequence(statement);
            case "VIEW", "MATERIALIZED", "POLICY", "TRIGGER", "RULE" ->
                StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
            case "STATISTICS", "PUBLICATION" -> StatementHazards.of(REVERSIBLE, SHARE_UPDATE_EXCLUSIVE);
            default ->
                CHANGED_IN_PLACE.contains(statement.at(0))
                        ? StatementHazards.of(REVERSIBLE)
                        : StatementHazards.unknown("this kind of ALTER is not analysed");
        };
    }

    private static StatementHazards sequence(Words statement) {
        Words change = statement.from(1).without("IF", "EXISTS").behindName();
        return switch (change.at(0)) {
            case "RENAME", "OWNER", "SET" -> StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
            default -> StatementHazards.of(REVERSIBLE, SHARE_ROW_EXCLUSIVE);
        };
    }

    private static StatementHazards type(Words statement) {
        if (statement.has("ADD", "VALUE")) {
            return StatementHazards.of(IRREVERSIBLE, "PostgreSQL cannot take a value out of an enum again");
        }
        if (statement.has("DROP", "ATTRIBUTE")) {
            return StatementHazards.of(IRREVERSIBLE, ACCESS_EXCLUSIVE, "the attribute's values are lost");
        }
        if (statement.has("ALTER", "ATTRIBUTE")) {
            return StatementHazards.of(LOCK_RISKY, ACCESS_EXCLUSIVE, "rewrites the tables that are made of this type");
        }
        return statement.has("ADD", "ATTRIBUTE") || statement.has("RENAME", "ATTRIBUTE")
                ? StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE)
                : StatementHazards.of(REVERSIBLE);
    }

    /** @param statement behind {@code DROP} */
    static StatementHazards drop(Words statement) {
        String what = statement.at(0);
        if (HOLDS_DATA.contains(what) || statement.has("CASCADE")) {
            return StatementHazards.of(
                    IRREVERSIBLE,
                    ACCESS_EXCLUSIVE,
                    statement.has("CASCADE") ? "CASCADE drops whatever depends on it" : "what it holds is lost");
        }
        if (what.equals("INDEX")) {
            boolean concurrent = statement.at(1).equals("CONCURRENTLY");
            return StatementHazards.of(
                    DESTRUCTIVE,
                    concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE,
                    "queries that relied on the index become slow");
        }
        if (Set.of("TRIGGER", "POLICY", "RULE", "VIEW", "MATERIALIZED").contains(what)) {
            return StatementHazards.of(DESTRUCTIVE, ACCESS_EXCLUSIVE);
        }
        if (what.equals("STATISTICS") || what.equals("PUBLICATION")) {
            return StatementHazards.of(DESTRUCTIVE, SHARE_UPDATE_EXCLUSIVE);
        }
        return DEFINITIONS_ONLY.contains(what)
                ? StatementHazards.of(DESTRUCTIVE)
                : StatementHazards.unknown("this kind of DROP is not analysed");
    }
}
