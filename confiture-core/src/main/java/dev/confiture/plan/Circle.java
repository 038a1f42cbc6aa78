package dev.confiture.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
     * @param next what waits for an operation
     */
    static List<Operation> among(Set<Operation> stuck, Map<Operation, Set<Operation>> next) {
        Map<Operation, Operation> waitsFor = new HashMap<>();
        for (Operation operation : stuck) {
            for (Operation later : next.getOrDefault(operation, Set.of())) {
                waitsFor.putIfAbsent(later, operation);
            }
        }
        List<Operation> path = new ArrayList<>();
        Set<Operation> seen = new HashSet<>();
        Operation at = stuck.iterator().next();
        while (seen.add(at)) {
            path.add(at);
            at = requireNonNull(waitsFor.get(at), "a stuck operation waits for none of the others");
        }
        List<Operation> circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
        Collections.reverse(circle);
        return circle;
    }
}
