package dev.confiture.plan.ddl.access;

import static java.util.stream.Collectors.joining;

import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.access.Privilege.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * GRANT and REVOKE, as few as may be: roles that get the same share a statement.
 *
 * @param before what comes before the verb: empty, or {@code ALTER DEFAULT PRIVILEGES … }
 * @param on {@code TABLE app.users}
 * @param column empty, or what follows each privilege: {@code  (bio)}
 * @param owner whom {@code OWNER} means
 */
record GrantStatements(String before, String on, String column, String owner) {

    /** As people name them, and as the manual does. */
    private static final List<String> ORDER = List.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "TRUNCATE",
            "REFERENCES",
            "TRIGGER",
            "MAINTAIN",
            "USAGE",
            "CREATE",
            "EXECUTE");

    private static final Comparator<Privilege> READABLE = Comparator.<Privilege>comparingInt(
                    privilege -> ORDER.indexOf(privilege.name()))
            .thenComparing(Privilege::name);

    List<Ddl> write(PrivilegeChange change) {
        List<Ddl> ddl = new ArrayList<>();
        Predicate<Privilege> cascades = privilege -> change.cascading().contains(privilege);
        List<Privilege> curbed = List.copyOf(change.curbed());
        List<Privilege> revoked = List.copyOf(change.revoked());
        ddl.addAll(each("REVOKE GRANT OPTION FOR ", " FROM ", "", keep(curbed, cascades.negate())));
        ddl.addAll(each("REVOKE GRANT OPTION FOR ", " FROM ", " CASCADE", keep(curbed, cascades)));
        ddl.addAll(each("REVOKE ", " FROM ", "", keep(revoked, cascades.negate())));
        ddl.addAll(each("REVOKE ", " FROM ", " CASCADE", keep(revoked, cascades)));
        // who gives something on must have been given it before
        Predicate<Privilege> isOwners = privilege -> privilege.grantor().isEmpty();
        ddl.addAll(grant(keep(change.granted(), isOwners)));
        ddl.addAll(grant(keep(change.granted(), isOwners.negate())));
        return ddl;
    }

    private List<Ddl> grant(List<Privilege> granted) {
        List<Ddl> ddl = new ArrayList<>(
                each("GRANT ", " TO ", "", keep(granted, privilege -> privilege.option() == Option.NONE)));
        ddl.addAll(each(
                "GRANT ",
                " TO ",
                " WITH GRANT OPTION",
                keep(granted, privilege -> privilege.option() == Option.GRANT)));
        return ddl;
    }

    private static List<Privilege> keep(Collection<Privilege> all, Predicate<Privilege> kept) {
        return all.stream().filter(kept).toList();
    }

    private List<Ddl> each(String verb, String preposition, String end, List<Privilege> privileges) {
        Map<String, List<Privilege>> byGrantor = new TreeMap<>();
        privileges.forEach(privilege -> byGrantor
                .computeIfAbsent(privilege.grantor(), grantor -> new ArrayList<>())
                .add(privilege));
        List<Ddl> ddl = new ArrayList<>();
        byGrantor.forEach((grantor, given) -> {
            List<Ddl> statements = byPrivileges(given).entrySet().stream()
                    .map(group -> Ddl.of(before + verb + group.getKey() + " ON " + on + preposition
                            + String.join(", ", group.getValue()) + end))
                    .toList();
            ddl.addAll(grantor.isEmpty() ? statements : as(grantor, statements));
        });
        return ddl;
    }

    /** GRANTED BY takes nobody but the current role. */
    private static List<Ddl> as(String grantor, List<Ddl> statements) {
        List<Ddl> ddl = new ArrayList<>();
        ddl.add(Ddl.of("SET LOCAL ROLE " + grantor));
        ddl.addAll(statements);
        ddl.add(Ddl.of("RESET ROLE"));
        return ddl;
    }

    /** Which roles share the same privileges. */
    private Map<String, List<String>> byPrivileges(List<Privilege> privileges) {
        Map<String, List<Privilege>> byGrantee = new TreeMap<>();
        privileges.forEach(privilege -> byGrantee
                .computeIfAbsent(privilege.grantee(), grantee -> new ArrayList<>())
                .add(privilege));
        Map<String, List<String>> groups = new LinkedHashMap<>();
        byGrantee.forEach((grantee, given) -> groups.computeIfAbsent(names(given), names -> new ArrayList<>())
                .add(grantee.equals("OWNER") ? owner : grantee));
        return groups;
    }

    private String names(List<Privilege> privileges) {
        return privileges.stream()
                .sorted(READABLE)
                .map(privilege -> privilege.name() + column)
                .collect(joining(", "));
    }
}
