package dev.confiture.schema.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts statements behind what they need: one that needs something created later waits for it, and so does whatever
 * concerns the same object after it. Everything else keeps its place, also what waits for ever.
 */
final class Placement {

    private final List<MovableStatement> statements;
    private final Map<String, Integer> creators = new HashMap<>();
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final List<Optional<String>> concerns = new ArrayList<>();
    private final List<Set<String>> mentioned = new ArrayList<>();

    Placement(List<MovableStatement> statements) {
        this.statements = statements;
        for (int i = 0; i < statements.size(); i++) {
            int index = i;
            statements.get(i).names().created().ifPresent(object -> creators.putIfAbsent(object, index));
        }
        for (int i = 0; i < statements.size(); i++) {
            resolve(i);
        }
    }

    private void resolve(int index) {
        StatementNames names = statements.get(index).names();
        Set<Integer> needed = new LinkedHashSet<>();
        Set<String> objects = new LinkedHashSet<>();
        for (List<String> meanings : names.mentions()) {
            for (String object : meanings) {
                Integer creator = creators.get(object);
                if (creator != null
                        && isNeeded(
                                names, object, statements.get(creator).names().kind())) {
                    objects.add(object);
                    if (creator != index) {
                        needed.add(creator);
                    }
                    break;
                }
            }
        }
        needs.add(needed);
        mentioned.add(objects);
        concerns.add(names.created()
                .or(() ->
                        objects.stream().filter(object -> !object.endsWith(".")).findFirst()));
    }

    private static boolean isNeeded(StatementNames names, String object, StatementNames.Kind kind) {
        boolean relation = kind != StatementNames.Kind.OTHER;
        boolean own = names.created().filter(object::equals).isPresent();
        return own
                || !relation
                || names.relations().map(known -> known.contains(object)).orElse(true);
    }

    /** Whether one statement needs what another creates, maybe by way of others. */
    private boolean needs(int index, int creator) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty()) {
            for (int needed : needs.get(open.pop())) {
                if (needed == creator) {
                    return true;
                }
                if (seen.add(needed)) {
                    open.push(needed);
                }
            }
        }
        return false;
    }

    /** The statements' indexes in their new order. */
    List<Integer> order() {
        Set<Integer> pinned = new HashSet<>();
        while (true) {
            Pass pass = new Pass(pinned);
            if (pass.waiting.isEmpty()) {
                return pass.placed;
            }
            ForeignKeyCycle.refuse(statements, pass.waiting, needs);
            pinned.addAll(pass.waiting);
        }
    }

    /** One way through all statements. */
    private final class Pass {

        private final List<Integer> placed = new ArrayList<>();
        private final Set<Integer> done = new HashSet<>();
        private final Set<Integer> waiting = new LinkedHashSet<>();

        Pass(Set<Integer> pinned) {
            for (int i = 0; i < statements.size(); i++) {
                MovableStatement statement = statements.get(i);
                if (pinned.contains(i) || statement.changesSettings() || isReady(i)) {
                    place(i);
                    placeWaiting(statement.after());
                } else {
                    waiting.add(i);
                }
            }
        }

        private void place(int index) {
            placed.add(index);
            done.add(index);
            waiting.remove(index);
        }

        private void placeWaiting(Settings settings) {
            boolean again = !waiting.isEmpty();
            while (again) {
                Optional<Integer> next = waiting.stream()
                        .filter(index -> statements.get(index).before().canRunAmong(settings) && isReady(index))
                        .findFirst();
                next.ifPresent(this::place);
                again = next.isPresent();
            }
        }

        private boolean isReady(int index) {
            if (!done.containsAll(needs.get(index))) {
                return false;
            }
            for (int earlier : waiting) {
                if (earlier < index
                        && concerns.get(earlier)
                                .filter(mentioned.get(index)::contains)
                                .isPresent()
                        && !needs(earlier, index)) {
                    return false;
                }
            }
            return true;
        }
    }
}
