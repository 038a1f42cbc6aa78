package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What keeps rows right and queries fast, on tables that others use meanwhile: an index is built outside of every transaction
 * and takes its time, so that what goes waits for what is built in its place, and what comes back does so before.
 */
final class Guards {

    private final Catalog before;
    private final Catalog after;
    private final Operations operations;
    private final Scene.Style style;

    /** @param style of statements on what is in use */
    Guards(Catalog before, Catalog after, Operations operations, Scene.Style style) {
        this.before = before;
        this.after = after;
        this.operations = operations;
        this.style = style;
    }

    void forEachWish(BiConsumer<Operation, Operation> firstThen) {
        if (style == Scene.Style.PLAIN) {
            return;
        }
        List<Operation> builds = new ArrayList<>();
        Map<String, List<Operation>> ofTable = new HashMap<>();
        for (Operation operation : operations.all()) {
            if (operation.mayCommit() && isLeader(operation)) {
                built(after.get(operation.key())).ifPresent(table -> {
                    builds.add(operation);
                    ofTable.computeIfAbsent(table, any -> new ArrayList<>()).add(operation);
                });
            }
        }
        for (Operation operation : builds.isEmpty() ? List.<Operation>of() : List.copyOf(operations.all())) {
            if (operation.verb() == Verb.DROP && isLeader(operation) && !isInTheWay(operation.key())) {
                built(before.get(operation.key()))
                        .map(table -> ofTable.getOrDefault(table, List.of()))
                        .ifPresent(successors -> successors.forEach(build -> firstThen.accept(build, operation)));
            }
            if (operation.verb() == Verb.CREATE && isLeader(operation) && isBack(operation.key())) {
                builds.forEach(build -> firstThen.accept(operation, build));
            }
        }
    }

    /** The table whose rows an index is built from; none for what is no index, or one in several parts. */
    private static Optional<String> built(CatalogObject object) {
        boolean isKey = object.kind() == ObjectKind.CONSTRAINT && !isCheck(object);
        if (object.has(Property.PARENT) || !(isKey || object.kind() == ObjectKind.INDEX)) {
            return Optional.empty();
        }
        return Optional.of(object.text(Property.RELATION).orElse(object.key().container()));
    }

    /** What changes below it, and whoever stands on that, would wait too. */
    private boolean isInTheWay(ObjectKey index) {
        return before.needs(index).stream()
                .anyMatch(used -> Stream.of(Verb.ALTER, Verb.CREATE, Verb.SET_ASIDE)
                        .anyMatch(verb -> operations.has(verb, used)));
    }

    /** A rule that is made anew. */
    private boolean isBack(ObjectKey key) {
        boolean isRule = key.kind() == ObjectKind.FOREIGN_KEY
                || (key.kind() == ObjectKind.CONSTRAINT && isCheck(after.get(key)));
        return isRule && operations.has(Verb.DROP, key);
    }

    private static boolean isCheck(CatalogObject constraint) {
        return constraint.require(Property.DEFINITION).startsWith("CHECK");
    }

    private boolean isLeader(Operation operation) {
        return operations.leaderOf(operation).equals(operation);
    }
}
