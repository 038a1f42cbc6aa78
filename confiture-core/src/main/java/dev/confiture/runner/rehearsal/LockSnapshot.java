package dev.confiture.runner.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.confiture.hazard.LockMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a session holds at one moment.
 *
 * @param known the locks on relations that everybody sees, by their number
 * @param hidden numbers of relations that only the session itself sees yet
 */
record LockSnapshot(Map<Long, Held> known, Set<Long> hidden) {

    static final LockSnapshot EMPTY = new LockSnapshot(Map.of(), Set.of());

    /**
     * The locks on one relation.
     *
     * @param name with its schema, quoted where needed
     * @param plainName without either
     * @param file number of its file, as everybody sees it
     */
    record Held(String name, String plainName, long file, Set<LockMode> modes) {}

    /** @param relation one of {@link #known} */
    Held held(long relation) {
        return requireNonNull(known.get(relation));
    }

    /** Numbers of the relations that a statement locked anew, each with the modes that are new. */
    Map<Long, Set<LockMode>> newSince(LockSnapshot earlier) {
        Map<Long, Set<LockMode>> fresh = new HashMap<>();
        known.forEach((relation, held) -> {
            Set<LockMode> modes = EnumSet.copyOf(held.modes());
            Optional.ofNullable(earlier.known.get(relation)).ifPresent(old -> modes.removeAll(old.modes()));
            if (!modes.isEmpty()) {
                fresh.put(relation, modes);
            }
        });
        return fresh;
    }

    /** Relations that nobody else can even read. */
    List<Long> exclusivelyLocked() {
        return known.entrySet().stream()
                .filter(relation -> relation.getValue().modes().contains(LockMode.ACCESS_EXCLUSIVE))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Relations that the session made since. */
    Collection<Long> hiddenSince(LockSnapshot earlier) {
        Set<Long> fresh = new HashSet<>(hidden);
        fresh.removeAll(earlier.hidden);
        return fresh;
    }

    /** What is in one of both. */
    LockSnapshot and(LockSnapshot other) {
        Map<Long, Held> all = new HashMap<>(known);
        other.known.forEach((relation, held) -> all.merge(relation, held, (one, two) -> {
            List<LockMode> modes = new ArrayList<>(one.modes());
            modes.addAll(two.modes());
            return new Held(one.name(), one.plainName(), one.file(), EnumSet.copyOf(modes));
        }));
        Set<Long> allHidden = new HashSet<>(hidden);
        allHidden.addAll(other.hidden);
        return new LockSnapshot(all, allHidden);
    }
}
