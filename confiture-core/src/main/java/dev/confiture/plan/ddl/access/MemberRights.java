package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.MemberGrant;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may use what belongs to an extension, and what the server makes with a range. */
final class MemberRights {

    private MemberRights() {}

    /** What is left to do for a whole that was just made; its members are born with the default privileges, too. */
    static List<Ddl> ofNew(CatalogObject whole, Scene scene) {
        if (!whole.has(Property.MEMBER_GRANTS)) {
            return List.of();
        }
        SortedMap<ObjectKey, PrivilegeChange> changes = new TreeMap<>();
        rights(whole)
                .forEach((member, wanted) -> changes.put(
                        member,
                        PrivilegeChange.between(BornPrivileges.of(member, scene.before()), wanted)
                                .and(PrivilegeChange.between(BornPrivileges.of(member, scene.after()), wanted))));
        return write(changes, whole, scene);
    }

    /** The same for one that stays. */
    static List<Ddl> change(CatalogObject before, CatalogObject after, Scene scene) {
        SortedMap<ObjectKey, Privileges> from = rights(before);
        SortedMap<ObjectKey, Privileges> wanted = rights(after);
        SortedSet<ObjectKey> members = new TreeSet<>(from.keySet());
        members.addAll(wanted.keySet());
        SortedMap<ObjectKey, PrivilegeChange> changes = new TreeMap<>();
        for (ObjectKey member : members) {
            changes.put(
                    member,
                    PrivilegeChange.between(
                            from.getOrDefault(member, Privileges.none()),
                            wanted.getOrDefault(member, Privileges.none())));
        }
        return write(changes, after, scene);
    }

    private static SortedMap<ObjectKey, Privileges> rights(CatalogObject whole) {
        Map<ObjectKey, List<String>> lines = whole.lines(Property.MEMBER_GRANTS).stream()
                .map(MemberGrant::read)
                .collect(Collectors.groupingBy(
                        MemberGrant::member, Collectors.mapping(MemberGrant::privilege, Collectors.toList())));
        SortedMap<ObjectKey, Privileges> rights = new TreeMap<>();
        lines.forEach((member, privileges) -> rights.put(member, Privileges.read(privileges)));
        return rights;
    }

    /** Members of one kind that change in the same way share their statements: an extension may have hundreds. */
    private static List<Ddl> write(SortedMap<ObjectKey, PrivilegeChange> changes, CatalogObject whole, Scene scene) {
        Map<PrivilegeChange, Map<String, List<String>>> shared = new LinkedHashMap<>();
        changes.forEach((member, change) -> {
            String target = AttributeTarget.ofGrant(member);
            String word = target.substring(0, target.length() - member.path().length());
            shared.computeIfAbsent(change, any -> new LinkedHashMap<>())
                    .computeIfAbsent(word, any -> new ArrayList<>())
                    .add(member.path());
        });
        String owner = AttributeDdl.ownerOf(whole, scene.after());
        List<Ddl> ddl = new ArrayList<>();
        shared.forEach((change, words) -> words.forEach((word, paths) ->
                ddl.addAll(new GrantStatements("", word + String.join(", ", paths), "", owner).write(change))));
        return ddl;
    }
}
