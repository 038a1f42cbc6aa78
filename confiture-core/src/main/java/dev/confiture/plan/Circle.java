package dev.confiture.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds operations that wait for each other. */
final class Circle {

    private Circle() {}

    /**
     * Operations each of which waits for the one before it, the first for the last.
     *
     * @param stuck operations each of which waits for another one of them
     */
    static List<Operation> among(Set<Operation> stuck, Map<Operation, Set<Operation>> next) {
        for (Operation start : stuck) {
            List<Operation> path = new ArrayList<>();
            if (walk(start, stuck, next, path, new HashSet<>())) {
                return path.subList(path.indexOf(path.get(path.size() - 1)), path.size() - 1);
            }
        }
        throw new IllegalStateException("nothing is in order, yet there is no circle among " + stuck);
    }

    /** Whether the path ends in an operation that it already holds. */
    private static boolean walk(
            Operation at,
            Set<Operation> stuck,
            Map<Operation, Set<Operation>> next,
            List<Operation> path,
            Set<Operation> seen) {
        if (path.contains(at)) {
            path.add(at);
            return true;
        }
        if (!seen.add(at)) {
            return false;
        }
        path.add(at);
        for (Operation later : next.getOrDefault(at, Set.of())) {
            if (stuck.contains(later) && walk(later, stuck, next, path, seen)) {
                return true;
            }
        }
        path.remove(path.size() - 1);
        return false;
    }
}
