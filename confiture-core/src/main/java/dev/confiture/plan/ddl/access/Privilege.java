package dev.confiture.plan.ddl.access;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One privilege of one role on one object.
 *
 * @param grantee a role, ready for SQL, or {@code PUBLIC}, or {@code OWNER}
 * @param name {@code SELECT}
 * @param grantor empty for the owner
 */
record Privilege(String grantee, String name, Option option, String grantor) implements Comparable<Privilege> {

    private static final Pattern LINE =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^\" ]+) ([A-Z]+)(\\*)?(?: BY (.+))?", Pattern.DOTALL);

    private static final Comparator<Privilege> ORDER = Comparator.comparing(Privilege::grantor)
            .thenComparing(Privilege::grantee)
            .thenComparing(Privilege::name)
            .thenComparing(Privilege::option);

    /** Whether the grantee may give it to others. */
    enum Option {
        NONE,
        GRANT
    }

    Privilege {
        requireNonNull(grantee, "grantee");
        requireNonNull(name, "name");
        requireNonNull(option, "option");
        requireNonNull(grantor, "grantor");
    }

    /** @param line of Property.GRANTS, without the sign */
    static Privilege read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no privilege: " + line);
        }
        return new Privilege(
                parts.group(1),
                parts.group(2),
                parts.group(3) == null ? Option.NONE : Option.GRANT,
                Objects.requireNonNullElse(parts.group(4), ""));
    }

    Privilege with(Option other) {
        return new Privilege(grantee, name, other, grantor);
    }

    Privilege by(String other) {
        return new Privilege(grantee, name, option, other);
    }

    /** Whether this one, on a column, goes when the other is taken away on the table. */
    boolean isTakenWith(Privilege other) {
        return grantee.equals(other.grantee) && name.equals(other.name) && grantor.equals(other.grantor);
    }

    /** Whether this one rests on the other's grant option. */
    boolean restsOn(Privilege other) {
        return other.option == Option.GRANT && grantor.equals(other.grantee) && name.equals(other.name);
    }

    @Override
    public int compareTo(Privilege other) {
        return ORDER.compare(this, other);
    }
}
