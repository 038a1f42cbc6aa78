package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What the server alters only after, or before, something else came or went that it does not name as a dependency. */
final class Alterations {

    private static final Set<ObjectKind> ROUTINES = EnumSet.of(ObjectKind.FUNCTION, ObjectKind.AGGREGATE);

    /** Made from rows that are there, with what a routine says just then. */
    private static final Set<ObjectKind> COMPUTED = EnumSet.of(
            ObjectKind.COLUMN_DEFAULT,
            ObjectKind.CONSTRAINT,
            ObjectKind.DOMAIN_CONSTRAINT,
            ObjectKind.INDEX,
            ObjectKind.MATERIALIZED_VIEW);

    private final Catalog before;
    private final Catalog after;
    private final Operations operations;

    Alterations(Catalog before, Catalog after, Operations operations) {
        this.before = before;
        this.after = after;
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        for (Operation operation : operations.all()) {
            if (comesToSwappedType(operation)) {
                Parts.relation(before, operation.key().container())
                        .ifPresent(type -> firstThen.accept(op(Verb.DROP_ASIDE, type), operation));
            }
            if (operation.key().kind() == ObjectKind.SEQUENCE_OWNERSHIP) {
                owners(operation, firstThen);
            }
            if (operation.verb() == Verb.ALTER) {
                switch (operation.key().kind()) {
                    case ATTRIBUTE -> whileNobodyHolds(operation, firstThen);
                    case TABLE -> persistence(operation, firstThen);
                    case COLUMN -> identity(operation, firstThen);
                    default -> {}
                }
            }
        }
    }

    /** Pairs of which the first had better come before the second. */
    void forEachWish(BiConsumer<Operation, Operation> firstThen) {
        for (Operation operation : operations.all()) {
            if (comesToSwappedType(operation)) {
                Parts.relation(after, operation.key().container()).stream()
                        .flatMap(type -> after.neededBy(type).stream())
                        .forEach(user -> firstThen.accept(operation, op(Verb.CREATE, user)));
            }
            if (operation.verb() == Verb.ALTER || operation.verb() == Verb.DESCRIBE) {
                rights(operation, firstThen);
            }
            if (operation.verb() == Verb.ALTER
                    && ROUTINES.contains(operation.key().kind())) {
                usersOf(operation.key(), new HashSet<>())
                        .filter(user -> COMPUTED.contains(user.kind()))
                        .map(user -> op(Verb.CREATE, user))
                        .filter(create -> operations.has(create.verb(), create.key()) && !comesWithTable(create))
                        .forEach(create -> firstThen.accept(operation, create));
            }
        }
    }

    /** An attribute that no value has which is taken over. */
    private boolean comesToSwappedType(Operation operation) {
        return operation.verb() == Verb.CREATE
                && operation.key().kind() == ObjectKind.ATTRIBUTE
                && operations.leaderOf(operation).equals(operation)
                && Parts.relation(before, operation.key().container())
                        .filter(type -> operations.has(Verb.DROP_ASIDE, type))
                        .isPresent();
    }

    /** What stands on a routine, near or far, after the plan. */
    private Stream<ObjectKey> usersOf(ObjectKey key, Set<ObjectKey> seen) {
        return after.neededBy(key).stream()
                .filter(seen::add)
                .flatMap(user -> Stream.concat(Stream.of(user), usersOf(user, seen)));
    }

    /** A new table has no rows that anything could be computed for. */
    private boolean comesWithTable(Operation create) {
        return operations.leaderOf(create).key().kind() == ObjectKind.TABLE;
    }

    private static Operation op(Verb verb, ObjectKey key) {
        return new Operation(verb, key);
    }

    /** The server changes no attribute of a type while a column has it (0A000). */
    private void whileNobodyHolds(Operation alter, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey attribute = alter.key();
        Parts.relation(before, attribute.container()).ifPresent(type -> {
            before.neededBy(type).stream()
                    .filter(user -> user.kind() == ObjectKind.COLUMN)
                    .forEach(user -> firstThen.accept(op(Verb.DROP, user), alter));
            after.neededBy(type).stream()
                    .filter(user -> user.kind() == ObjectKind.COLUMN)
                    .forEach(user -> firstThen.accept(alter, op(Verb.CREATE, user)));
        });
    }

    /** A table that is logged refers to no table that is not, and no such table is published. */
    private void persistence(Operation alter, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey table = alter.key();
        if (before.get(table).has(Property.UNLOGGED)) {
            after.neededBy(table).stream()
                    .filter(user -> user.kind() == ObjectKind.PUBLICATION_MEMBER)
                    .forEach(member -> firstThen.accept(alter, op(Verb.CREATE, member)));
        }
        for (ObjectKey user : before.neededBy(table)) {
            boolean stays = !operations.has(Verb.DROP, user);
            if (stays
                    && user.kind() == ObjectKind.FOREIGN_KEY
                    && user.container().equals(table.path())) {
                for (Operation other : OperationOrder.tables(before, user)) {
                    boolean leavesLog = after.get(table).has(Property.UNLOGGED);
                    firstThen.accept(leavesLog ? alter : other, leavesLog ? other : alter);
                }
            }
        }
    }

    /** A sequence and the table of its column have one owner while they belong together (55000). */
    private void owners(Operation ownership, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey key = ownership.key();
        ObjectKey sequence = ObjectKey.of(ObjectKind.SEQUENCE, key.container(), key.name());
        Optional<ObjectKey> left = table(before, key);
        Optional<ObjectKey> entered = table(after, key);
        if (entered.isPresent()) {
            Stream.concat(Stream.of(sequence), entered.stream())
                    .flatMap(this::changesOfOwner)
                    .forEach(change -> firstThen.accept(change, ownership));
        }
        if (!left.equals(entered)) {
            Stream<ObjectKey> free = entered.isPresent() ? Stream.of() : Stream.of(sequence);
            Stream.concat(free, left.stream())
                    .flatMap(this::changesOfOwner)
                    .forEach(change -> firstThen.accept(ownership, change));
        }
    }

    private static Optional<ObjectKey> table(Catalog catalog, ObjectKey ownership) {
        return catalog.find(ownership).flatMap(object -> Parts.relation(catalog, object.require(Property.RELATION)));
    }

    private Stream<Operation> changesOfOwner(ObjectKey object) {
        return changesOwner(object) ? Stream.of(op(Verb.ALTER, object), op(Verb.DESCRIBE, object)) : Stream.of();
    }

    private boolean changesOwner(ObjectKey object) {
        return before.contains(object)
                && after.contains(object)
                && !before.get(object)
                        .text(Property.OWNER)
                        .equals(after.get(object).text(Property.OWNER));
    }

    /** What is taken away on a table is taken away on its columns, too: theirs is given afterwards. */
    private void rights(Operation change, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey table = change.key();
        if (before.get(table).text(Property.GRANTS).equals(after.get(table).text(Property.GRANTS))) {
            return;
        }
        for (ObjectKey column : after.neededBy(table)) {
            boolean isGiven = column.container().equals(table.path())
                    && (column.kind() == ObjectKind.COLUMN || column.kind() == ObjectKind.VIEW_COLUMN)
                    && after.get(column).has(Property.GRANTS);
            if (isGiven) {
                List.of(Verb.CREATE, Verb.ALTER, Verb.DESCRIBE)
                        .forEach(verb -> firstThen.accept(change, op(verb, column)));
            }
        }
    }

    /** An identity column and a serial one give their sequences the same name. */
    private void identity(Operation alter, BiConsumer<Operation, Operation> firstThen) {
        ObjectKey column = alter.key();
        boolean was = before.get(column).has(Property.IDENTITY);
        boolean becomes = after.get(column).has(Property.IDENTITY);
        if (!was && becomes) {
            owned(before, column).ifPresent(sequence -> firstThen.accept(op(Verb.DROP, sequence), alter));
        }
        if (was && !becomes) {
            owned(after, column).ifPresent(sequence -> firstThen.accept(alter, op(Verb.CREATE, sequence)));
        }
    }

    private static Optional<ObjectKey> owned(Catalog catalog, ObjectKey column) {
        return catalog.neededBy(column).stream()
                .filter(user -> user.kind() == ObjectKind.SEQUENCE_OWNERSHIP)
                .map(user -> ObjectKey.of(ObjectKind.SEQUENCE, user.container(), user.name()))
                .findFirst();
    }
}
