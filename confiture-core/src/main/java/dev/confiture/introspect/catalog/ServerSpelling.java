package dev.confiture.introspect.catalog;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as the server prints them once it has read what it printed. {@code status IN ('a', 'b')} over a varchar column
 * is a cast around an array at first; read back, it is an array of casts. Both mean the same.
 */
final class ServerSpelling {

    /** A literal's end is found without a step back: it may be long. */
    private static final String ELEMENT = "'[^']*+(?:''[^']*+)*+'::character varying(?:\\(\\d+\\))?";

    private static final String START = "(ARRAY[";

    private static final Pattern CAST_AROUND =
            Pattern.compile(Pattern.quote(START) + "(" + ELEMENT + "(?:, " + ELEMENT + ")*+)\\]\\)::text\\[\\]");

    private static final Pattern EACH = Pattern.compile(ELEMENT);

    private static final Set<ObjectKind> WITH_EXPRESSIONS = EnumSet.of(
            ObjectKind.COLUMN_DEFAULT,
            ObjectKind.CONSTRAINT,
            ObjectKind.DOMAIN_CONSTRAINT,
            ObjectKind.INDEX,
            ObjectKind.INHERITANCE,
            ObjectKind.STATISTICS,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.RULE,
            ObjectKind.TRIGGER,
            ObjectKind.POLICY,
            ObjectKind.PUBLICATION_MEMBER);

    private ServerSpelling() {}

    static String settled(ObjectKind kind, Property property, String text) {
        if (!text.contains(START) || property.isDescription() || !WITH_EXPRESSIONS.contains(kind)) {
            return text;
        }
        return CAST_AROUND.matcher(text).replaceAll(ServerSpelling::withCastsInside);
    }

    private static String withCastsInside(MatchResult array) {
        String elements = EACH.matcher(array.group(1)).replaceAll("($0)::text");
        return Matcher.quoteReplacement("ARRAY[" + elements + "]");
    }
}
