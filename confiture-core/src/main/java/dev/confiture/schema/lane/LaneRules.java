package dev.confiture.schema.lane;

import dev.confiture.schema.lane.LaneWords.Name;
import dev.confiture.sql.StatementKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The role that a statement could have, seen by itself, and what it makes. Only what is known to be harmless gets more
 * than {@link LaneRole#ALONE}.
 */
final class LaneRules {

    private static final Set<String> COMMENTED = Set.of(
            "table",
            "column",
            "view",
            "materialized",
            "function",
            "procedure",
            "type",
            "domain",
            "sequence",
            "index",
            "constraint",
            "trigger",
            "schema");

    private static final Set<String> MADE =
            Set.of("schema", "table", "type", "domain", "sequence", "index", "function", "procedure", "view");

    /** Words of CREATE TABLE, outside of the columns, with which the table depends on more than names tell. */
    private static final Set<String> TABLE_FROM_OTHERS = Set.of("as", "of", "inherits", "partition");

    /** Settings that a statement SET may not leave to each lane. */
    private static final Set<String> NOT_OF_SESSION = Set.of("local", "session", "role", "constraints", "transaction");

    private final boolean rowsMayBeCheckedLater;

    /** @param rowsMayBeCheckedLater whether some constraint of the script may wait for the end of the transaction */
    LaneRules(boolean rowsMayBeCheckedLater) {
        this.rowsMayBeCheckedLater = rowsMayBeCheckedLater;
    }

    LaneRole role(LaneWords words) {
        return switch (words.kind()) {
            case COMMENT -> COMMENTED.contains(words.at(2)) ? LaneRole.SIDE : LaneRole.ALONE;
            case SETTING -> isSetting(words) ? LaneRole.BOTH : LaneRole.LAST;
            case SELECT -> isSetConfig(words) ? LaneRole.BOTH : LaneRole.LAST;
            case INSERT, COPY_FROM_STDIN, COPY_FROM_SERVER, CHANGE_ROWS ->
                rowsMayBeCheckedLater ? LaneRole.LAST : LaneRole.ALONE;
            case DDL -> definition(words);
            default -> LaneRole.LAST;
        };
    }

    /** {@code SET name = value} or {@code TO value}. */
    private static boolean isSetting(LaneWords words) {
        return words.at(0).equals("set")
                && !NOT_OF_SESSION.contains(words.at(1))
                && Set.of("=", "to").contains(words.at(2));
    }

    /** {@code SELECT pg_catalog.set_config('name', 'value', false)}, as pg_dump writes it. */
    private static boolean isSetConfig(LaneWords words) {
        int name = words.at(1).equals("pg_catalog") ? 3 : 1;
        return words.sequence().size() == name + 8
                && List.of("set_config", "(", "'", ",", "'", ",", "false", ")")
                        .equals(words.sequence().subList(name, name + 8));
    }

    private static LaneRole definition(LaneWords words) {
        return switch (words.at(0)) {
            case "create" -> creation(words, words.at(1).equals("or") ? 3 : 1);
            case "alter" -> change(words);
            default -> LaneRole.ALONE;
        };
    }

    private static LaneRole creation(LaneWords words, int place) {
        return switch (words.at(place)) {
            case "index", "unique", "function", "procedure", "view" -> LaneRole.SIDE;
            case "schema" -> words.sequence().lastIndexOf("create") > 0 ? LaneRole.ALONE : LaneRole.MAIN;
            case "type", "domain", "sequence", "trigger" -> LaneRole.MAIN;
            case "table" ->
                TABLE_FROM_OTHERS.stream().anyMatch(words::hasOutside)
                                || words.sequence().contains("like")
                        ? LaneRole.ALONE
                        : LaneRole.MAIN;
            case "temp", "temporary", "local", "global", "event" -> LaneRole.LAST;
            default -> LaneRole.ALONE;
        };
    }

    private static LaneRole change(LaneWords words) {
        int end = words.sequence().size();
        if (end > 4 && words.at(end - 3).equals("owner") && words.at(end - 2).equals("to")) {
            return LaneRole.MAIN;
        }
        return switch (words.at(1)) {
            case "type" -> words.has("add", "value") ? LaneRole.LAST : LaneRole.ALONE;
            case "sequence" -> words.has("owned", "by") ? LaneRole.MAIN : LaneRole.ALONE;
            case "table" -> tableChange(words);
            default -> LaneRole.ALONE;
        };
    }

    private static LaneRole tableChange(LaneWords words) {
        Optional<Name> name = words.nameAt(2);
        if (words.at(2).equals("if") || name.isEmpty() || words.hasOutside(",")) {
            return LaneRole.ALONE;
        }
        int action = name.get().end();
        int detail = words.at(action + 1).equals("constraint") ? action + 3 : action + 1;
        boolean addsConstraint = words.at(action).equals("add")
                && Set.of("primary", "foreign", "unique", "check").contains(words.at(detail))
                && !words.has("using", "index");
        boolean setsDefault = words.at(action).equals("alter")
                && words.has("set", "default")
                && words.has("column", words.at(action + 2));
        return addsConstraint || setsDefault ? LaneRole.MAIN : LaneRole.ALONE;
    }

    /** The name that a statement makes, without its schema; of no interest where nothing runs beside it. */
    static Optional<String> created(LaneWords words) {
        int kind = kindOf(words);
        boolean named = isCreation(words) && MADE.contains(words.at(kind)) && !isUnnamedIndex(words);
        return named ? words.nameAt(kind + 1).map(Name::word) : Optional.empty();
    }

    /** The name that a statement mentions if it cannot do without this one: a foreign key needs a unique index. */
    static Optional<String> needed(LaneWords words) {
        boolean unique = isCreation(words) && words.at(1).equals("unique");
        return unique ? words.nameAt(words.sequence().indexOf("on") + 1).map(Name::word) : created(words);
    }

    /** {@code CREATE INDEX ON …}: the server finds a name, and passes over those that are taken. */
    static boolean isUnnamedIndex(LaneWords words) {
        int kind = kindOf(words);
        return isCreation(words)
                && words.at(kind).equals("index")
                && words.at(kind + 1).equals("on");
    }

    private static boolean isCreation(LaneWords words) {
        return words.kind() == StatementKind.DDL && words.at(0).equals("create");
    }

    private static int kindOf(LaneWords words) {
        return words.at(1).equals("or") ? 3 : words.at(1).equals("unique") ? 2 : 1;
    }
}
