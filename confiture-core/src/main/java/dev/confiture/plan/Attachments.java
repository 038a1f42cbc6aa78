package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Partitions and heirs that get a parent or leave it, for good or for a moment: what is told to a parent reaches those that it
 * has just then.
 */
final class Attachments {

    private final Catalog before;
    private final Catalog after;
    private final Operations operations;

    Attachments(Catalog before, Catalog after, Operations operations) {
        this.before = before;
        this.after = after;
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.DROP) {
                dropBeforeLeaving(operation, firstThen);
                if (operation.key().kind() == ObjectKind.INHERITANCE) {
                    detach(operation, firstThen);
                }
            }
            if (operation.verb() == Verb.CREATE && operation.key().kind() == ObjectKind.INHERITANCE) {
                attach(operation, firstThen);
            }
        }
    }

    /** What is to be kept as long as nothing stronger speaks against it. */
    void forEachWish(BiConsumer<Operation, Operation> firstThen) {
        for (Operation operation : operations.all()) {
            ObjectKey key = operation.key();
            if (operation.verb() == Verb.CREATE && key.kind() == ObjectKind.INDEX) {
                after.get(key).text(Property.RELATION).ifPresent(table -> waitForLeavers(table, operation, firstThen));
            }
            if (operation.verb() == Verb.CREATE && key.kind() == ObjectKind.FOREIGN_KEY) {
                // the server drops no partition of a table that a foreign key leads to
                OperationOrder.tables(after, key)
                        .forEach(table -> waitForLeavers(table.key().path(), operation, firstThen));
            }
            if (operation.verb() == Verb.CREATE && key.kind() == ObjectKind.INHERITANCE) {
                usersOf(after, key.name())
                        .filter(user -> user.kind() == ObjectKind.INDEX)
                        .forEach(index -> firstThen.accept(operation, new Operation(Verb.CREATE, index)));
            }
        }
    }

    /** What goes with the parent's own goes while the child is there. */
    private void dropBeforeLeaving(Operation drop, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey key = drop.key();
        if (key.kind() == ObjectKind.FOREIGN_KEY) {
            children(before, key.container())
                    .map(Attachments::leave)
                    .filter(this::isStated)
                    .forEach(leave -> firstThen.accept(drop, leave));
        }
        Operation leader = operations.leaderOf(drop);
        boolean goesWithParents = leader.verb() == Verb.DROP
                && leader.key().kind() == key.kind()
                && !leader.equals(drop)
                && before.get(key).has(Property.INHERITED);
        if (goesWithParents && key.kind() != ObjectKind.COLUMN) {
            String child = Parts.tableOf(before, key).map(ObjectKey::path).orElse("");
            usersOf(before, child)
                    .filter(user -> user.kind() == ObjectKind.INHERITANCE
                            && user.container().equals(child))
                    .map(Attachments::leave)
                    .filter(this::isStated)
                    .forEach(leave -> firstThen.accept(leader, leave));
        }
    }

    /** The columns and indexes of a table that leaves its parent stay with it, if it leaves before the parent's go. */
    private void detach(Operation detach, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey link = detach.key();
        boolean isDropped = Parts.relation(before, link.container())
                .filter(table -> operations.has(Verb.DROP, table))
                .isPresent();
        if (isDropped) {
            return;
        }
        boolean comesBack = operations.isReattached(link);
        for (CatalogObject part : IndexParts.ofPartition(before, link)) {
            Optional<Operation> dropOfWhole =
                    IndexParts.parent(before, part).map(whole -> new Operation(Verb.DROP, whole.key()));
            if (comesBack) {
                dropOfWhole.ifPresent(drop -> firstThen.accept(drop, detach)); // and takes its parts along
            } else {
                firstThen.accept(detach, new Operation(Verb.DROP, part.key()));
                dropOfWhole.ifPresent(drop -> firstThen.accept(detach, drop));
            }
        }
        if (!comesBack) {
            // the server changes nothing that a parent gives
            shared(link.container()).forEach(part -> each(part, change -> firstThen.accept(detach, change)));
            shared(link.name()).forEach(part -> firstThen.accept(detach, new Operation(Verb.DROP, part)));
            usersOf(before, link.container())
                    .filter(key -> isParentsReference(key, link.container()))
                    .map(key -> new Operation(Verb.DROP, key))
                    .filter(this::isStated)
                    .forEach(drop -> firstThen.accept(detach, drop));
        }
    }

    /** Once it left, the foreign key that it had of its parent is its own. */
    private boolean isParentsReference(ObjectKey key, String partition) {
        return key.kind() == ObjectKind.FOREIGN_KEY
                && key.container().equals(partition)
                && before.get(key).has(Property.INHERITED);
    }

    /** A table that has to look as its parent does, and to fit between the other partitions. */
    private void attach(Operation attach, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey link = attach.key();
        operations.neededBefore(link).forEach(part -> firstThen.accept(new Operation(Verb.CREATE, part), attach));
        children(before, link.name()).forEach(sibling -> firstThen.accept(leave(sibling), attach));
        shared(link.container()).forEach(part -> each(part, change -> firstThen.accept(change, attach)));
        Operation onceParentChanged = operations.isReattached(link) ? leave(link) : attach;
        shared(link.name()).forEach(part -> each(part, change -> firstThen.accept(change, onceParentChanged)));
    }

    /** An index of a partitioned table is not valid while a partition has none, though that goes later. */
    private void waitForLeavers(String table, Operation create, BiConsumer<Operation, Operation> firstThen) {
        boolean isMade = Parts.relation(after, table)
                .filter(key -> operations.has(Verb.CREATE, key))
                .isPresent();
        if (!isMade) {
            children(before, table).forEach(link -> {
                firstThen.accept(leave(link), create);
                waitForLeavers(link.container(), create, firstThen);
            });
        }
    }

    /** The links of a table to those that have it as their parent. */
    static Stream<ObjectKey> children(Catalog catalog, String parent) {
        return usersOf(catalog, parent)
                .filter(user ->
                        user.kind() == ObjectKind.INHERITANCE && user.name().equals(parent));
    }

    private static Stream<ObjectKey> usersOf(Catalog catalog, String table) {
        return Parts.relation(catalog, table).stream().flatMap(key -> catalog.neededBy(key).stream());
    }

    /** What a table shares with its parents. */
    private Set<ObjectKey> shared(String table) {
        return Stream.of(before, after)
                .flatMap(catalog -> usersOf(catalog, table)
                        .filter(key -> key.container().equals(table) && Parts.isShared(catalog, key)))
                .collect(Collectors.toSet());
    }

    private static void each(ObjectKey key, Consumer<Operation> action) {
        Stream.of(Verb.DROP, Verb.CREATE, Verb.ALTER)
                .map(verb -> new Operation(verb, key))
                .forEach(action);
    }

    private static Operation leave(ObjectKey link) {
        return new Operation(Verb.DROP, link);
    }

    private boolean isStated(Operation operation) {
        return operations.leaderOf(operation).equals(operation);
    }
}
