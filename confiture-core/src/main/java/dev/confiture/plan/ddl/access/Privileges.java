package dev.confiture.plan.ddl.access;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * How the privileges on one object differ from those that the server gives by itself, as Property.GRANTS says it.
 *
 * @param more given beyond
 * @param less taken away
 */
record Privileges(SortedSet<Privilege> more, SortedSet<Privilege> less) {

    private static final String LESS = "- ";

    Privileges {
        more = Collections.unmodifiableSortedSet(new TreeSet<>(more));
        less = Collections.unmodifiableSortedSet(new TreeSet<>(less));
    }

    static Privileges none() {
        return of(List.of(), List.of());
    }

    static Privileges of(Collection<Privilege> more, Collection<Privilege> less) {
        return new Privileges(new TreeSet<>(more), new TreeSet<>(less));
    }

    static Privileges read(List<String> lines) {
        SortedSet<Privilege> more = new TreeSet<>();
        SortedSet<Privilege> less = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(LESS)) {
                less.add(Privilege.read(line.substring(LESS.length())));
            } else {
                more.add(Privilege.read(line));
            }
        }
        return new Privileges(more, less);
    }

    /** These, and what others add to whatever is there. */
    Privileges and(Collection<Privilege> added) {
        SortedSet<Privilege> allMore = new TreeSet<>(more);
        SortedSet<Privilege> stillLess = new TreeSet<>(less);
        for (Privilege privilege : added) {
            if (!stillLess.remove(privilege)) {
                allMore.add(privilege);
            }
        }
        return new Privileges(allMore, stillLess);
    }

    /** What a change of hands makes of them: what the new owner had been given goes into what an owner has. */
    Privileges after(String newOwner) {
        UnaryOperator<Privilege> owned =
                privilege -> privilege.grantor().equals(newOwner) ? privilege.by("") : privilege;
        return of(
                more.stream()
                        .filter(privilege -> !privilege.grantee().equals(newOwner))
                        .map(owned)
                        .toList(),
                less);
    }
}
