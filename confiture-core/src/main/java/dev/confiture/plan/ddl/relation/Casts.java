package dev.confiture.plan.ddl.relation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server converts by itself when the type of a column changes, and what it must be told. */
final class Casts {

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric");

    /** Casts in assignments among other types, as pg_cast has them in every major. */
    private static final Map<String, Set<String>> ASSIGNED = Map.ofEntries(
            Map.entry("date", Set.of("timestamp without time zone", "timestamp with time zone")),
            Map.entry(
                    "timestamp without time zone",
                    Set.of("date", "time without time zone", "timestamp with time zone")),
            Map.entry(
                    "timestamp with time zone",
                    Set.of("date", "time without time zone", "time with time zone", "timestamp without time zone")),
            Map.entry("time without time zone", Set.of("interval", "time with time zone")),
            Map.entry("time with time zone", Set.of("time without time zone")),
            Map.entry("interval", Set.of("time without time zone")),
            Map.entry("json", Set.of("jsonb")),
            Map.entry("jsonb", Set.of("json")),
            Map.entry("bit", Set.of("bit varying")),
            Map.entry("bit varying", Set.of("bit")),
            Map.entry("inet", Set.of("cidr")),
            Map.entry("cidr", Set.of("inet")),
            Map.entry("macaddr", Set.of("macaddr8")),
            Map.entry("macaddr8", Set.of("macaddr")),
            Map.entry("money", Set.of("numeric")),
            Map.entry("numeric", Set.of("money")),
            Map.entry("integer", Set.of("money", "oid")),
            Map.entry("bigint", Set.of("money", "oid")),
            Map.entry("oid", Set.of("integer", "bigint")));

    /** Casts that must be asked for and yet need no way over text. */
    private static final Map<String, Set<String>> ASKED_FOR = Map.of(
            "integer", Set.of("boolean", "bit"),
            "bigint", Set.of("bit"),
            "boolean", Set.of("integer"),
            "bit", Set.of("integer", "bigint"));

    /** Conversions that keep the stored bytes. */
    private static final List<List<String>> SAME_BYTES = List.of(
            List.of("character varying", "text"),
            List.of("text", "character varying"),
            List.of("cidr", "inet"),
            List.of("bit", "bit varying"));

    private Casts() {}

    static boolean isByItself(SqlType from, SqlType to) {
        if (from.isArray() != to.isArray()) {
            return to.isText();
        }
        if (from.base().equals(to.base()) || to.isText()) {
            return true;
        }
        if (from.isArray() && isText(from) && isText(to)) {
            return true;
        }
        return (NUMBERS.contains(from.base()) && NUMBERS.contains(to.base()))
                || ASSIGNED.getOrDefault(from.base(), Set.of()).contains(to.base());
    }

    private static boolean isText(SqlType type) {
        return new SqlType(type.base(), type.modifier(), false).isText();
    }

    /** The expression that USING needs. */
    static String using(String column, SqlType from, SqlType to, String printed) {
        boolean isDirect = from.isText()
                || (from.isArray() && to.isArray() && isText(from))
                || ASKED_FOR.getOrDefault(from.base(), Set.of()).contains(to.base());
        String overText = from.isArray() && to.isArray() ? "::text[]::" : "::text::";
        return column + (isDirect ? "::" : overText) + printed;
    }

    /** Whether the server must write every row anew. */
    static boolean rewrites(SqlType from, SqlType to) {
        boolean keepsBytes = from.base().equals(to.base()) || SAME_BYTES.contains(List.of(from.base(), to.base()));
        if (!keepsBytes || from.isArray() != to.isArray()) {
            return true;
        }
        if (to.modifier().isEmpty()) {
            return from.base().equals("character") && !from.modifier().isEmpty();
        }
        if (from.modifier().isEmpty()) {
            return true;
        }
        return switch (to.base()) {
            case "numeric" ->
                to.modifier().get(0) < from.modifier().get(0) || !scale(from).equals(scale(to));
            case "character", "bit" -> !from.modifier().equals(to.modifier());
            default -> to.modifier().get(0) < from.modifier().get(0);
        };
    }

    private static Integer scale(SqlType numeric) {
        return numeric.modifier().size() > 1 ? numeric.modifier().get(1) : 0;
    }

    /** Whether every value of the one is a value of the other, unchanged. */
    static boolean keepsEveryValue(SqlType from, SqlType to) {
        if (!rewrites(from, to)) {
            return true;
        }
        if (to.isText() && to.modifier().isEmpty()) {
            return true;
        }
        if (from.isArray() != to.isArray()) {
            return false;
        }
        List<String> growing = List.of("smallint", "integer", "bigint", "numeric");
        int start = growing.indexOf(from.base());
        int end = growing.indexOf(to.base());
        return (start >= 0 && end > start && to.modifier().isEmpty())
                || (from.base().equals("json") && to.base().equals("jsonb"))
                || (from.base().equals("real") && to.base().equals("double precision"))
                || (from.base().equals("date") && to.base().startsWith("timestamp"));
    }
}
