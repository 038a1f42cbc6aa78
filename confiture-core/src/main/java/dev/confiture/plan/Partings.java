package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Partitions and heirs that leave their parent, for good or for a moment: what is told to it does not reach them meanwhile. */
final class Partings {

    private final Catalog before;
    private final Operations operations;

    Partings(Catalog before, Operations operations) {
        this.before = before;
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.DROP) {
                dropBefore(operation, firstThen);
            }
        }
    }

    /** What goes with the parent's own goes while the child is there. */
    private void dropBefore(Operation drop, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey key = drop.key();
        if (key.kind() == ObjectKind.FOREIGN_KEY) {
            children(key.container()).forEach(parting -> firstThen.accept(drop, parting));
        }
        Operation leader = operations.leaderOf(drop);
        boolean goesWithParents = leader.verb() == Verb.DROP
                && leader.key().kind() == key.kind()
                && !leader.equals(drop)
                && before.get(key).has(Property.INHERITED);
        if (goesWithParents && key.kind() != ObjectKind.COLUMN) {
            String child = Parts.tableOf(before, key).map(ObjectKey::path).orElse("");
            partings(child)
                    .filter(user -> user.container().equals(child))
                    .map(Partings::leave)
                    .filter(this::isStated)
                    .forEach(parting -> firstThen.accept(leader, parting));
        }
    }

    private Stream<Operation> children(String parent) {
        return partings(parent)
                .filter(user -> user.name().equals(parent))
                .map(Partings::leave)
                .filter(this::isStated);
    }

    private Stream<ObjectKey> partings(String table) {
        return Parts.relation(before, table).stream()
                .flatMap(key -> before.neededBy(key).stream())
                .filter(user -> user.kind() == ObjectKind.INHERITANCE);
    }

    private static Operation leave(ObjectKey inheritance) {
        return new Operation(Verb.DROP, inheritance);
    }

    private boolean isStated(Operation operation) {
        return operations.leaderOf(operation).equals(operation);
    }
}
