package dev.confiture.plan.ddl.access;

import dev.confiture.plan.ddl.access.Privilege.Option;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to take and what to give, to get from some privileges to others.
 *
 * @param revoked entirely
 * @param curbed keep the privilege and lose the grant option
 */
record PrivilegeChange(
        SortedSet<Privilege> revoked,
        SortedSet<Privilege> cascading,
        SortedSet<Privilege> curbed,
        SortedSet<Privilege> granted) {

    static PrivilegeChange between(Privileges before, Privileges after) {
        SortedSet<Privilege> taken = without(before.more(), after.more());
        taken.addAll(without(after.less(), before.less()));
        SortedSet<Privilege> granted = without(after.more(), before.more());
        granted.addAll(without(before.less(), after.less()));

        SortedSet<Privilege> revoked = new TreeSet<>();
        SortedSet<Privilege> curbed = new TreeSet<>();
        for (Privilege privilege : taken) {
            if (privilege.option() == Option.NONE) {
                if (!granted.contains(privilege.with(Option.GRANT))) {
                    revoked.add(privilege);
                }
            } else if (granted.remove(privilege.with(Option.NONE))) {
                curbed.add(privilege);
            } else {
                revoked.add(privilege);
            }
        }
        SortedSet<Privilege> cascading = new TreeSet<>();
        for (Privilege loser : union(revoked, curbed)) {
            for (Privilege dependent : before.more()) {
                if (dependent.restsOn(loser)) {
                    cascading.add(loser);
                    revoked.remove(dependent);
                    if (after.more().contains(dependent)) {
                        granted.add(dependent);
                    }
                }
            }
        }
        return new PrivilegeChange(revoked, cascading, curbed, granted);
    }

    static PrivilegeChange giving(SortedSet<Privilege> granted) {
        return new PrivilegeChange(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), granted);
    }

    /** From either of two states: nothing that one of them asks for hurts in the other. */
    PrivilegeChange and(PrivilegeChange other) {
        return new PrivilegeChange(
                union(revoked, other.revoked),
                union(cascading, other.cascading),
                union(curbed, other.curbed),
                union(granted, other.granted));
    }

    private static SortedSet<Privilege> without(SortedSet<Privilege> all, SortedSet<Privilege> left) {
        SortedSet<Privilege> rest = new TreeSet<>(all);
        rest.removeAll(left);
        return rest;
    }

    private static SortedSet<Privilege> union(SortedSet<Privilege> one, SortedSet<Privilege> other) {
        SortedSet<Privilege> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
