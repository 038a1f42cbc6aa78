package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which operation must wait for which, and an order that does. */
final class OperationOrder {

    /** Altering one of these asks nothing of what stands on it. */
    private static final Set<ObjectKind> ALTERED_UNDER_OTHERS = EnumSet.of(
            ObjectKind.SCHEMA,
            ObjectKind.EXTENSION,
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE,
            ObjectKind.VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.PUBLICATION,
            ObjectKind.FOREIGN_SERVER,
            ObjectKind.FOREIGN_DATA_WRAPPER);

    private final Catalog before;
    private final Catalog after;
    private final Operations operations;
    private final Map<Operation, Set<Operation>> next = new HashMap<>();
    private final Map<Operation, Integer> waitsFor = new HashMap<>();

    OperationOrder(Catalog before, Catalog after, Operations operations, Scene.Style style) {
        this.before = before;
        this.after = after;
        this.operations = operations;
        for (Operation operation : operations.all()) {
            switch (operation.verb()) {
                case DROP -> drop(operation);
                case CREATE -> create(operation);
                case ALTER -> alter(operation);
                case SET_ASIDE -> putAside(operation);
                case MOVE_ROWS -> moveRows(operation);
                case DESCRIBE, DROP_ASIDE -> {}
            }
        }
        new NameClashes(before, after, operations).forEach(this::first);
        Alterations alterations = new Alterations(before, after, operations);
        alterations.forEach(this::first);
        Attachments attachments = new Attachments(before, after, operations);
        attachments.forEach(this::first);
        attachments.forEachWish(this::firstIfPossible);
        new MadeUpNames(after, operations).forEach(this::firstIfPossible);
        alterations.forEachWish(this::firstIfPossible);
        new Mentions(after, operations).forEach(this::firstIfPossible);
        new UsedCasts(after, operations).forEach(this::firstIfPossible);
        new Guards(before, after, operations, style).forEachWish(this::firstIfPossible);
        endBeforeCommits();
    }

    /** An order of the leaders, or the circle that makes one impossible. */
    record Result(List<Operation> order, List<Operation> circle) {}

    Result result() {
        PriorityQueue<Operation> ready = new PriorityQueue<>();
        Set<Operation> left = new LinkedHashSet<>();
        for (Operation operation : operations.all()) {
            Operation leader = operations.leaderOf(operation);
            if (left.add(leader) && waitsFor.getOrDefault(leader, 0) == 0) {
                ready.add(leader);
            }
        }
        List<Operation> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            Operation operation = ready.remove();
            order.add(operation);
            left.remove(operation);
            for (Operation later : next.getOrDefault(operation, Set.of())) {
                if (waitsFor.merge(later, -1, Integer::sum) == 0) {
                    ready.add(later);
                }
            }
        }
        return new Result(order, left.isEmpty() ? List.of() : Circle.among(left, next));
    }

    private void first(Operation first, Operation then) {
        if (!operations.all().contains(first) || !operations.all().contains(then)) {
            return;
        }
        Operation leader = operations.leaderOf(first);
        Operation follower = operations.leaderOf(then);
        boolean isPostponed = first.verb() == Verb.DROP
                && leader.verb() == Verb.DROP_ASIDE
                && follower.verb() != Verb.DROP
                && follower.verb() != Verb.DROP_ASIDE;
        if (!isPostponed
                && !leader.equals(follower)
                && next.computeIfAbsent(leader, key -> new TreeSet<>()).add(follower)) {
            waitsFor.merge(follower, 1, Integer::sum);
        }
    }

    /** As {@link #first}, unless the second already has to come before the first. */
    private void firstIfPossible(Operation first, Operation then) {
        if (operations.all().contains(first) && !leadsTo(operations.leaderOf(then), operations.leaderOf(first))) {
            first(first, then);
        }
    }

    private boolean leadsTo(Operation from, Operation aim) {
        Set<Operation> seen = new HashSet<>();
        Deque<Operation> waiting = new ArrayDeque<>(List.of(from));
        while (!waiting.isEmpty()) {
            Operation operation = waiting.remove();
            if (operation.equals(aim)) {
                return true;
            }
            if (seen.add(operation)) {
                waiting.addAll(next.getOrDefault(operation, Set.of()));
            }
        }
        return false;
    }

    private static Operation op(Verb verb, ObjectKey key) {
        return new Operation(verb, key);
    }

    /** Whether what is made on top of it must wait until it is altered: a view's new column, an extension's new schema. */
    private static boolean changesForUsers(ObjectKey used) {
        return !ALTERED_UNDER_OTHERS.contains(used.kind())
                || used.kind() == ObjectKind.VIEW
                || used.kind() == ObjectKind.EXTENSION;
    }

    private void drop(Operation drop) {
        ObjectKey key = drop.key();
        for (ObjectKey user : before.neededBy(key)) {
            if (IndexParts.isPart(before, key, user)) {
                continue; // it goes with its parent, or with its table
            }
            if (user.kind() == ObjectKind.COLUMN && InheritedColumns.isLeftToHeirs(before, after, key)) {
                first(drop, op(Verb.DROP, user)); // only then it is a column of its own
                continue;
            }
            first(op(Verb.DROP, user), drop);
            first(op(Verb.SET_ASIDE, user), drop);
            first(op(Verb.DROP_ASIDE, user), drop);
            if (!after.contains(user) || !after.needs(user).contains(key)) {
                first(op(Verb.ALTER, user), drop);
            }
        }
        first(drop, op(Verb.CREATE, key));
        if (key.kind() == ObjectKind.FOREIGN_KEY) {
            tables(before, key).forEach(table -> first(drop, table));
        }
    }

    private void create(Operation create) {
        for (ObjectKey used : after.needs(create.key())) {
            first(op(Verb.CREATE, used), create);
            boolean isLostByChange = create.key().kind() == ObjectKind.EXTENSION_DEPENDENCY;
            if (changesForUsers(used) || isLostByChange) {
                first(op(Verb.ALTER, used), create);
            }
        }
        if (create.key().kind() == ObjectKind.FOREIGN_KEY) {
            tables(after, create.key()).forEach(table -> first(table, create));
        }
        if (Parts.lacksPartitions(after, create.key())) {
            waitForPartitions(create);
        }
    }

    private void waitForPartitions(Operation create) {
        after.needs(create.key()).stream()
                .filter(table -> table.kind() == ObjectKind.TABLE)
                .flatMap(table -> Attachments.children(after, table.path()))
                .forEach(partition -> first(op(Verb.CREATE, partition), create));
    }

    private void alter(Operation alter) {
        ObjectKey key = alter.key();
        for (ObjectKey used : after.needs(key)) {
            first(op(Verb.CREATE, used), alter);
            if (changesForUsers(used)) {
                first(op(Verb.ALTER, used), alter);
            }
        }
        for (ObjectKey used : before.needs(key)) {
            first(alter, op(Verb.DROP_ASIDE, used));
            first(op(Verb.SET_ASIDE, used), alter);
        }
        // a signature in the words of an extension's old schema may be that of its successor once that moved (42723)
        if (!ALTERED_UNDER_OTHERS.contains(key.kind()) || key.kind() == ObjectKind.EXTENSION) {
            before.neededBy(key).forEach(user -> first(op(Verb.DROP, user), alter));
        }
    }

    /** The alterations of the tables that a foreign key links. */
    static List<Operation> tables(Catalog catalog, ObjectKey foreignKey) {
        return catalog.needs(foreignKey).stream()
                .flatMap(used -> Parts.relation(catalog, used.container()).stream())
                .distinct()
                .map(table -> op(Verb.ALTER, table))
                .toList();
    }

    private void putAside(Operation aside) {
        ObjectKey key = aside.key();
        first(aside, op(Verb.CREATE, key));
        first(op(Verb.CREATE, key), op(Verb.DROP_ASIDE, key));
        for (ObjectKey user : before.neededBy(key)) {
            // a partition that goes for good stays with its rows until they are moved
            if (user.kind() != ObjectKind.INHERITANCE || isLeader(op(Verb.DROP, user))) {
                first(op(Verb.DROP, user), aside);
            }
            first(op(Verb.DROP, user), op(Verb.DROP_ASIDE, key));
            first(op(Verb.DROP_ASIDE, user), op(Verb.DROP_ASIDE, key));
        }
    }

    /** What stands aside is gone, and what is gone for a moment is back, before anything is made that wants a commit. */
    private void endBeforeCommits() {
        Missed missed = new Missed(before, after, operations);
        List<Operation> ends = operations.all().stream()
                .flatMap(operation -> switch (operation.verb()) {
                    case DROP_ASIDE -> Stream.of(operation);
                    case DROP -> missed.returnOf(operation.key()).filter(this::isLeader).stream();
                    default -> Stream.empty();
                })
                .toList();
        for (Operation later : ends.isEmpty() ? Set.<Operation>of() : operations.all()) {
            if (later.mayCommit() && isLeader(later) && !ends.contains(later)) {
                ends.forEach(end -> firstIfPossible(end, later));
            }
        }
    }

    private boolean isLeader(Operation operation) {
        return operations.leaderOf(operation).equals(operation);
    }

    private void moveRows(Operation move) {
        ObjectKey table = move.key();
        first(op(Verb.CREATE, table), move);
        first(move, op(Verb.DROP_ASIDE, table));
        for (ObjectKey user : before.neededBy(table)) {
            if (user.kind() == ObjectKind.INHERITANCE) {
                Parts.relation(before, user.container()).ifPresent(child -> first(move, op(Verb.DROP, child)));
            }
        }
        for (ObjectKey user : after.neededBy(table)) {
            if (user.kind() == ObjectKind.INHERITANCE || user.kind() == ObjectKind.COLUMN) {
                first(op(Verb.CREATE, user), move);
            } else if (!operations.leaderOf(op(Verb.CREATE, user)).equals(op(Verb.CREATE, table))) {
                first(move, op(Verb.CREATE, user));
            }
        }
    }
}
