package dev.confiture.plan.ddl.relation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server converts by itself when the type of a column changes, and what it must be told. */
final class Casts {

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric");

    /** Each holds all of those before it. */
    private static final List<String> EXACT_NUMBERS = List.of("smallint", "integer", "bigint", "numeric");

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
            List.of("xml", "text"),
            List.of("xml", "character varying"),
            List.of("cidr", "inet"),
            List.of("bit", "bit varying"));

    /** What citext is stored as. */
    private static final Set<String> VARYING_TEXT = Set.of("text", "character varying");

    /** As many digits of a second as the server keeps. */
    private static final int MOST_DIGITS_OF_SECONDS = 6;

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
        String overText = from.isArray() && to.isArray() ? "::text[]::" : "::text::";
        return column + (isDirect(from, to) ? "::" : overText) + printed;
    }

    /** Of those that must be asked for: whether the way is not over text. */
    static boolean isDirect(SqlType from, SqlType to) {
        boolean isAskedFor = from.isArray() == to.isArray()
                && ASKED_FOR.getOrDefault(from.base(), Set.of()).contains(to.base());
        return from.isText() || (from.isArray() && to.isArray() && isText(from)) || isAskedFor;
    }

    /** Whether the server must write every row anew. */
    static boolean rewrites(SqlType from, SqlType to) {
        if (!isWider(from, to)) {
            return true;
        }
        boolean isSameBase = from.base().equals(to.base());
        if (from.isArray() && !isSameBase) {
            return true;
        }
        boolean checksLength = from.isArray() || !isSameBase;
        return checksLength
                && !to.modifier().isEmpty()
                && !(isSameBase && from.modifier().equals(to.modifier()));
    }

    /** Whether the stored bytes of every value of the one are such a value of the other. */
    private static boolean isWider(SqlType from, SqlType to) {
        if (!keepsBytes(from, to) || from.isArray() != to.isArray()) {
            return false;
        }
        List<Integer> before = limits(from);
        List<Integer> after = limits(to);
        if (after.isEmpty()) {
            return !from.base().equals("character") || before.isEmpty();
        }
        if (before.isEmpty()) {
            return false;
        }
        return switch (to.base()) {
            case "numeric" -> after.get(0) >= before.get(0) && scale(from).equals(scale(to));
            case "character", "bit" -> before.equals(after);
            default -> after.get(0) >= before.get(0);
        };
    }

    private static boolean keepsBytes(SqlType from, SqlType to) {
        return from.base().equals(to.base())
                || SAME_BYTES.contains(List.of(from.base(), to.base()))
                || (isCitext(from) && VARYING_TEXT.contains(to.base()))
                || (isCitext(to) && VARYING_TEXT.contains(from.base()));
    }

    /** The type of the extension of that name, in whatever schema. */
    private static boolean isCitext(SqlType type) {
        return type.base().endsWith(".citext");
    }

    /** Those that leave something out. */
    private static List<Integer> limits(SqlType type) {
        return isOfSeconds(type) && type.modifier().equals(List.of(MOST_DIGITS_OF_SECONDS))
                ? List.of()
                : type.modifier();
    }

    /** Whether indexes must be built anew even where no row is written. */
    static boolean reorders(SqlType from, SqlType to) {
        boolean isOfBits = from.base().startsWith("bit") && !from.base().equals(to.base());
        return isOfBits || isCitext(from) != isCitext(to);
    }

    private static boolean isOfSeconds(SqlType type) {
        return type.base().startsWith("time") || type.base().startsWith("interval");
    }

    private static Integer scale(SqlType numeric) {
        return numeric.modifier().size() > 1 ? numeric.modifier().get(1) : 0;
    }

    /** Whether every value of the one is a value of the other, unchanged. */
    static boolean keepsEveryValue(SqlType from, SqlType to) {
        if (isWider(from, to)) {
            return true;
        }
        if (to.isText() && to.modifier().isEmpty()) {
            return true;
        }
        if (from.isArray() != to.isArray()) {
            return false;
        }
        int start = EXACT_NUMBERS.indexOf(from.base());
        int end = EXACT_NUMBERS.indexOf(to.base());
        return (start >= 0 && end > start && to.modifier().isEmpty())
                || (from.base().equals("json") && to.base().equals("jsonb"))
                || (from.base().equals("real") && to.base().equals("double precision"))
                || (from.base().equals("date") && to.base().startsWith("timestamp"));
    }

    /** Whether two values of the one that differ may be equal as values of the other. */
    static boolean merges(SqlType from, SqlType to) {
        if (isCitext(to)) {
            return !isCitext(from);
        }
        if (keepsEveryValue(from, to) || !isByItself(from, to)) {
            return false;
        }
        if (from.isText() && to.isText()) {
            return to.base().equals("character"); // blanks at the end do not count
        }
        if (EXACT_NUMBERS.contains(from.base()) && EXACT_NUMBERS.contains(to.base())) {
            return from.decimals() > to.decimals();
        }
        return !from.base().equals(to.base()) || isOfSeconds(to);
    }
}
