package dev.confiture.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** To which objects each object leads. They are sorted when they are asked for: nobody asks for most. */
final class Edges {

    private final Map<ObjectKey, List<ObjectKey>> all = new HashMap<>();
    private final Map<ObjectKey, SortedSet<ObjectKey>> sorted = new ConcurrentHashMap<>();

    /** Before anything is asked. */
    void add(ObjectKey from, ObjectKey to) {
        all.computeIfAbsent(from, key -> new ArrayList<>(4)).add(to);
    }

    SortedSet<ObjectKey> from(ObjectKey key) {
        List<ObjectKey> found = all.get(key);
        return found == null
                ? Collections.emptySortedSet()
                : sorted.computeIfAbsent(key, any -> Collections.unmodifiableSortedSet(new TreeSet<>(found)));
    }
}
