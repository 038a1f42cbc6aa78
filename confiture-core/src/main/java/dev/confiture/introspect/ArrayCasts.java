package dev.confiture.introspect;

import java.util.regex.Pattern;

/** Two spellings of one list. */
public final class ArrayCasts {

    /** A literal's end is found without a step back: it may be long. */
    private static final String VALUE = "'[^']*+(?:''[^']*+)*+'::character varying";

    private static final Pattern CAST_VALUE = Pattern.compile("\\((" + VALUE + ")\\)::text(?=[,\\]])");

    private static final Pattern CAST_ARRAY =
            Pattern.compile("\\(ARRAY\\[(" + VALUE + "(?:, " + VALUE + ")*+)\\]\\)::text\\[\\]");

    private ArrayCasts() {}

    /**
     * The server prints an IN list over a varchar column with one cast around all values and, when it has read that back, with
     * one around each. Here they lose it in both cases.
     */
    public static String without(String text) {
        String uncast = CAST_VALUE.matcher(text).replaceAll("$1");
        return CAST_ARRAY.matcher(uncast).replaceAll("ARRAY[$1]");
    }
}
