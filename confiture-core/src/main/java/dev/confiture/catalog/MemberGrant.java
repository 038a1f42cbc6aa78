package dev.confiture.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One privilege on something that belongs to an extension, or comes with a range. Such members are no objects of a catalog, but what may
 * be done with them is the user's.
 *
 * @param member of one of the kinds that GRANT tells apart: all that has rows is a table
 * @param privilege a line of {@link Property#GRANTS}
 */
public record MemberGrant(ObjectKey member, String privilege) {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\". ]+)";

    private static final Pattern LINE = Pattern.compile(
            "((?:- )?" + NAME + " [A-Z]+\\*?(?: BY " + NAME + ")?) ON ([A-Z]+(?: [A-Z]+)*) (.+)", Pattern.DOTALL);

    private static final Pattern QUALIFIED = Pattern.compile("(" + NAME + ")\\.(.+)", Pattern.DOTALL);

    /** By what pg_identify_object calls them. */
    private static final Map<String, ObjectKind> KINDS = Map.ofEntries(
            Map.entry("table", ObjectKind.TABLE),
            Map.entry("view", ObjectKind.TABLE),
            Map.entry("materialized view", ObjectKind.TABLE),
            Map.entry("foreign table", ObjectKind.TABLE),
            Map.entry("sequence", ObjectKind.SEQUENCE),
            Map.entry("function", ObjectKind.FUNCTION),
            Map.entry("aggregate", ObjectKind.FUNCTION),
            Map.entry("procedure", ObjectKind.PROCEDURE),
            Map.entry("type", ObjectKind.BASE_TYPE),
            Map.entry("schema", ObjectKind.SCHEMA),
            Map.entry("language", ObjectKind.LANGUAGE),
            Map.entry("foreign-data wrapper", ObjectKind.FOREIGN_DATA_WRAPPER),
            Map.entry("server", ObjectKind.FOREIGN_SERVER));

    public MemberGrant {
        requireNonNull(member, "member");
        requireNonNull(privilege, "privilege");
    }

    /**
     * @param type and {@code identity}: as pg_identify_object says them
     * @return empty if GRANT cannot name it as a whole: a column
     */
    public static Optional<MemberGrant> of(String type, String identity, String privilege) {
        return Optional.ofNullable(KINDS.get(type)).map(kind -> new MemberGrant(key(kind, identity), privilege));
    }

    /** @param line as {@link #toString} writes it */
    public static MemberGrant read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no privilege on a member: " + line);
        }
        ObjectKind kind = KINDS.values().stream()
                .filter(each -> each.words().equals(parts.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member: " + line));
        return new MemberGrant(key(kind, parts.group(3)), parts.group(1));
    }

    private static ObjectKey key(ObjectKind kind, String identity) {
        Matcher parts = QUALIFIED.matcher(identity);
        return kind.place() == ObjectKind.Place.SCHEMA && parts.matches()
                ? ObjectKey.of(kind, parts.group(1), parts.group(2))
                : ObjectKey.of(kind, "", identity);
    }

    /** {@code PUBLIC EXECUTE ON FUNCTION public.show_limit()}. */
    @Override
    public String toString() {
        return privilege + " ON " + member.kind().words() + ' ' + member.path();
    }
}
