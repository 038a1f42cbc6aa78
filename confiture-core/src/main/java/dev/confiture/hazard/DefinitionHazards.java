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
            "TABLE",
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
            "STATISTICS",
            "PUBLICATION",
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
            "INDEX",
            "SEQUENCE",
            "VIEW",
            "MATERIALIZED",
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
            "POLICY",
            "TRIGGER",
            "RULE",
            "COLLATION",
            "OPERATOR",
            "TEXT",
            "SERVER",
            "STATISTICS",
            "PUBLICATION",
            "SUBSCRIPTION",
            "DATABASE",
            "LANGUAGE",
            "EVENT",
            "TABLESPACE");

    /** Made again by running their definition again; nothing but the definition is lost. */
    private static final Set<String> DEFINITIONS_ONLY = Set.of(
            "INDEX",
            "VIEW",
            "MATERIALIZED",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "TRIGGER",
            "POLICY",
            "RULE",
            "TYPE",
            "DOMAIN",
            "COLLATION",
            "OPERATOR",
            "CAST",
            "TEXT",
            "STATISTICS",
            "PUBLICATION",
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

    private DefinitionHazards() {}

    /** @param statement behind {@code CREATE} */
    static StatementHazards create(Words statement) {
        boolean replaces = statement.startsWith("OR", "REPLACE");
        Words what = statement.without("OR", "REPLACE");
        while (ATTRIBUTES.contains(what.at(0))) {
            what = what.from(1);
        }
        return switch (what.at(0)) {
            case "INDEX" -> index(what);
            case "TRIGGER", "EVENT" ->
                StatementHazards.of(REVERSIBLE, SHARE_ROW_EXCLUSIVE, "runs on the writes of others from its commit on");
            case "POLICY", "RULE" -> StatementHazards.of(REVERSIBLE, ACCESS_EXCLUSIVE);
            case "TABLE" ->
                what.has("REFERENCES")
                        ? StatementHazards.of(
                                ADDITIVE, SHARE_ROW_EXCLUSIVE, "locks the tables that it refers to, for a moment")
                        : StatementHazards.of(ADDITIVE);
            default -> {
                if (replaces) {
                    yield StatementHazards.of(REVERSIBLE, "an earlier definition is replaced");
                }
                yield ADDS_ONLY.contains(what.at(0))
                        ? StatementHazards.of(ADDITIVE)
                        : StatementHazards.unknown("this kind of CREATE is not analysed");
            }
        };
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
            default ->
                CHANGED_IN_PLACE.contains(statement.at(0))
                        ? StatementHazards.of(REVERSIBLE)
                        : StatementHazards.unknown("this kind of ALTER is not analysed");
        };
    }

    private static StatementHazards type(Words statement) {
        if (statement.has("ADD", "VALUE")) {
            return StatementHazards.of(IRREVERSIBLE, "PostgreSQL cannot take a value out of an enum again");
        }
        if (statement.has("DROP", "ATTRIBUTE")) {
            return StatementHazards.of(IRREVERSIBLE, "the attribute's values are lost");
        }
        if (statement.has("ALTER", "ATTRIBUTE")) {
            return StatementHazards.of(LOCK_RISKY, "rewrites the tables that are made of this type");
        }
        return StatementHazards.of(REVERSIBLE);
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
        if (what.equals("TRIGGER") || what.equals("POLICY") || what.equals("RULE")) {
            return StatementHazards.of(DESTRUCTIVE, ACCESS_EXCLUSIVE);
        }
        return DEFINITIONS_ONLY.contains(what)
                ? StatementHazards.of(DESTRUCTIVE)
                : StatementHazards.unknown("this kind of DROP is not analysed");
    }
}
