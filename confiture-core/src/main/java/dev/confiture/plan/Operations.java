package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The operations that the fates ask for, and which of them come along with another one. */
final class Operations {

    private static final Set<ObjectKind> NAMED_IN_SCHEMA =
            EnumSet.of(ObjectKind.INDEX, ObjectKind.CONSTRAINT, ObjectKind.STATISTICS);

    private final Catalog before;
    private final Catalog after;
    private final Fates fates;
    private final Set<ObjectKey> standAlone;
    private final CompositeValues composites;
    private final Set<Operation> all = new LinkedHashSet<>();
    private final Map<Operation, Operation> leaders = new HashMap<>();
    private final Map<Operation, Set<Operation>> followers = new HashMap<>();

    /** @param standAlone objects that are made or dropped by a statement of their own, to break a circle */
    Operations(Catalog before, Catalog after, Fates fates, Collection<ObjectKey> standAlone) {
        this.before = before;
        this.after = after;
        this.fates = fates;
        this.standAlone = new HashSet<>(standAlone);
        this.composites = new CompositeValues(before, after);
        fates.touched().stream()
                .flatMap(key -> verbs(key).map(verb -> new Operation(verb, key)))
                .sorted()
                .forEach(all::add);
        for (Operation operation : all) {
            leader(operation).ifPresent(leader -> leaders.put(operation, leader));
        }
        for (Operation operation : all) {
            if (leaders.containsKey(operation)) {
                followers
                        .computeIfAbsent(leaderOf(operation), leader -> new LinkedHashSet<>())
                        .add(operation);
            }
        }
    }

    private Stream<Verb> verbs(ObjectKey key) {
        return switch (fates.of(key)) {
            case KEPT -> Stream.of();
            case ADDED -> Stream.of(Verb.CREATE);
            case REMOVED -> Stream.of(Verb.DROP);
            case ALTERED -> Stream.of(Verb.ALTER);
            case DESCRIBED -> Stream.of(Verb.DESCRIBE);
            case REBUILT -> Stream.of(Verb.DROP, Verb.CREATE);
            case SWAPPED ->
                Stream.of(Verb.SET_ASIDE, Verb.CREATE, Verb.MOVE_ROWS, Verb.DROP_ASIDE)
                        .filter(verb -> verb != Verb.MOVE_ROWS || key.kind() == ObjectKind.TABLE)
                        .filter(verb -> verb != Verb.CREATE || after.contains(key));
        };
    }

    /** Sorted. */
    Set<Operation> all() {
        return all;
    }

    boolean has(Verb verb, ObjectKey key) {
        return all.contains(new Operation(verb, key));
    }

    /**
     * Whether a child leaves its parent and comes back while both tables stay: as long as it is there, what happens to the
     * parent happens to the child.
     *
     * @param inheritance of kind INHERITANCE
     */
    boolean isReattached(ObjectKey inheritance) {
        return has(Verb.DROP, inheritance)
                && has(Verb.CREATE, inheritance)
                && !isMade(inheritance.container())
                && !isMade(inheritance.name());
    }

    /** Whether a table stays that leaves a parent or joins one, so that no statement on a parent changes it. */
    boolean isApart(String table) {
        return isJoining(table) || isLeaving(table);
    }

    private boolean isJoining(String table) {
        return !isMade(table)
                && inheritances(after, table).anyMatch(key -> has(Verb.CREATE, key) && !isReattached(key));
    }

    private boolean isLeaving(String table) {
        return inheritances(before, table)
                .anyMatch(key -> has(Verb.DROP, key)
                        && !isReattached(key)
                        && Parts.relation(before, table).filter(this::stays).isPresent());
    }

    private boolean isMade(String table) {
        return Parts.relation(after, table).filter(key -> has(Verb.CREATE, key)).isPresent();
    }

    private boolean stays(ObjectKey table) {
        return !has(Verb.DROP, table) && !has(Verb.SET_ASIDE, table);
    }

    private static Stream<ObjectKey> inheritances(Catalog catalog, String child) {
        return Parts.relation(catalog, child).stream()
                .flatMap(table -> catalog.neededBy(table).stream())
                .filter(key ->
                        key.kind() == ObjectKind.INHERITANCE && key.container().equals(child));
    }

    /** The operation whose statement does this one's work; itself if it has a statement of its own. */
    Operation leaderOf(Operation operation) {
        Operation leader = leaders.get(operation);
        return leader == null ? operation : leaderOf(leader);
    }

    /** What comes along with the making of an object, directly or by way of another part. */
    List<ObjectKey> madeAlong(ObjectKey whole) {
        return followers(new Operation(Verb.CREATE, whole)).stream()
                .filter(operation -> operation.verb() == Verb.CREATE)
                .map(Operation::key)
                .toList();
    }

    /** What comes along with a leader, directly or by way of another, sorted. */
    Set<Operation> followers(Operation leader) {
        return followers.getOrDefault(leader, Set.of());
    }

    private Optional<Operation> leader(Operation operation) {
        if (standAlone.contains(operation.key())) {
            return Optional.empty();
        }
        return switch (operation.verb()) {
            case CREATE -> maker(operation.key());
            case DROP -> remover(operation.key());
            default -> Optional.empty();
        };
    }

    private Optional<Operation> maker(ObjectKey key) {
        if (key.kind() == ObjectKind.COLUMN_DEFAULT) {
            ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, key.container(), key.name());
            if (has(Verb.CREATE, column)) {
                boolean comesFromParent = !isMade(key.container()) && !isApart(key.container());
                return comesFromParent && Parts.isOtherThanParents(after, key)
                        ? Optional.empty()
                        : Optional.of(new Operation(Verb.CREATE, column));
            }
        }
        if (key.kind() == ObjectKind.INHERITANCE && !neededBefore(key).isEmpty()) {
            return Optional.empty();
        }
        if (composites.areReadable(key) && !before.contains(key) && isAside(key.container())) {
            return Optional.empty(); // the values that are taken over lack it
        }
        return Parts.madeWith(after, key)
                .map(whole -> new Operation(Verb.CREATE, whole))
                .filter(all::contains);
    }

    /** The parts of a partition that must be there when it is attached, or the server would make others for the parent's indexes. */
    List<ObjectKey> neededBefore(ObjectKey attachment) {
        return IndexParts.ofPartition(after, attachment).stream()
                .filter(part -> !part.has(Property.INHERITED))
                .filter(part -> IndexParts.parent(after, part)
                        .filter(parent -> !has(Verb.CREATE, parent.key()))
                        .isPresent())
                .map(CatalogObject::key)
                .toList();
    }

    private Optional<Operation> remover(ObjectKey key) {
        if (key.kind() == ObjectKind.SEQUENCE_OWNERSHIP && !isSequenceDropped(key)) {
            return Optional.empty(); // else the sequence would go with the column
        }
        if (key.kind() == ObjectKind.INHERITANCE && (isReferredTo(key) || isAside(key.container()))) {
            // the server drops no partition of a table that a foreign key leads to, nor takes two for the same rows
            return Optional.empty();
        }
        if (key.kind() == ObjectKind.COLUMN_DEFAULT && isExpression(key)) {
            Operation alter = new Operation(Verb.ALTER, ObjectKey.of(ObjectKind.COLUMN, key.container(), key.name()));
            if (all.contains(alter)) {
                return Optional.of(alter);
            }
        }
        Optional<CatalogObject> parent = IndexParts.parent(before, before.get(key));
        boolean isParentDropped = parent.flatMap(whole -> Parts.relation(before, IndexParts.table(whole)))
                .filter(table -> has(Verb.DROP, table))
                .isPresent();
        boolean isParentAside = parent.filter(whole -> goesAside(new Operation(Verb.DROP, whole.key())))
                .isPresent();
        boolean goesWithParent = parent.isPresent() && !isParentDropped && !isParentAside;
        Optional<Operation> dropOfTable = Parts.tableOf(before, key)
                .map(table -> new Operation(Verb.DROP, table))
                .filter(all::contains);
        if (dropOfTable.isPresent() && !goesWithParent) {
            return dropOfTable; // and not with what a parent has, which may go later
        }
        List<ObjectKey> wholes = Parts.goneWith(before, key);
        boolean isOnAside =
                wholes.stream().anyMatch(whole -> whole.kind() == ObjectKind.TABLE && has(Verb.DROP_ASIDE, whole));
        if (isOnAside && (clashes(key) || hasCopies(key))) {
            return Optional.empty();
        }
        boolean isDetached = IndexParts.attachment(before, before.get(key))
                .filter(attachment -> has(Verb.DROP, attachment) && !isReattached(attachment))
                .filter(attachment -> Parts.relation(before, attachment.container())
                        .filter(this::stays)
                        .isPresent())
                .isPresent();
        boolean isApart = Parts.isShared(before, key) && isApart(key.container());
        for (ObjectKey whole : wholes) {
            boolean isParents =
                    whole.kind() == key.kind() && (isApart || (isOnAside && key.kind() == ObjectKind.COLUMN));
            boolean isLeft = isParents
                    || ((isDetached || isParentDropped) && IndexParts.isPart(before, key, whole))
                    || InheritedColumns.isLeftToHeirs(before, after, whole);
            if (isLeft) {
                continue;
            }
            if (has(Verb.DROP, whole)) {
                return Optional.of(new Operation(Verb.DROP, whole));
            }
            boolean holdsValues = composites.areReadable(key) && has(Verb.CREATE, key);
            if (has(Verb.DROP_ASIDE, whole) && (whole.kind() == ObjectKind.TABLE || holdsValues)) {
                return Optional.of(new Operation(Verb.DROP_ASIDE, whole));
            }
        }
        return Optional.empty();
    }

    /** Whether it goes at the end only, with a table that stands aside. */
    private boolean goesAside(Operation drop) {
        return leader(drop)
                .filter(leader -> leader.verb() == Verb.DROP_ASIDE || goesAside(leader))
                .isPresent();
    }

    /** Only an alteration of the column takes it away. */
    private boolean isExpression(ObjectKey columnDefault) {
        return before.find(ObjectKey.of(ObjectKind.COLUMN, columnDefault.container(), columnDefault.name()))
                .filter(column -> column.has(Property.GENERATED))
                .isPresent();
    }

    private boolean isAside(String relation) {
        return Parts.relation(before, relation)
                .filter(key -> has(Verb.SET_ASIDE, key))
                .isPresent();
    }

    private boolean isReferredTo(ObjectKey partition) {
        String parent = partition.name();
        return Parts.relation(before, parent).stream()
                .flatMap(table -> before.neededBy(table).stream())
                .filter(part -> part.container().equals(parent))
                .flatMap(part -> before.neededBy(part).stream())
                .anyMatch(user -> user.kind() == ObjectKind.FOREIGN_KEY
                        && !user.container().equals(parent)
                        && after.contains(user));
    }

    private boolean isSequenceDropped(ObjectKey ownership) {
        return has(Verb.DROP, ObjectKey.of(ObjectKind.SEQUENCE, ownership.container(), ownership.name()));
    }

    /** The partitions that leave the table would keep them. */
    private boolean hasCopies(ObjectKey key) {
        return key.kind() == ObjectKind.FOREIGN_KEY
                && Parts.relation(before, key.container())
                        .filter(table -> before.get(table).has(Property.PARTITION_KEY))
                        .isPresent();
    }

    /** Its name would be in the way of its successor, even while its table stands aside. */
    private boolean clashes(ObjectKey key) {
        return NAMED_IN_SCHEMA.contains(key.kind())
                && !before.get(key).has(Property.INHERITED)
                && !before.get(key).text(Property.DEFINITION).orElse("").startsWith("CHECK");
    }
}
