package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.Change;
import dev.confiture.diff.ChangeSet;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides for every object what becomes of it: what cannot be changed in place is rebuilt, and with it everything that
 * needs it, to the last dependent.
 */
final class Fates {

    private final Catalog before;
    private final Catalog after;
    private final DdlWriters writers;
    private final Scene scene;
    private final RefusedInPlace refused;
    private final HeldTypes held;
    private final TypeFollowers followers;
    private final Map<ObjectKey, Fate> fates = new HashMap<>();
    private final Map<ObjectKey, SortedSet<Property>> changed = new HashMap<>();
    private final Deque<ObjectKey> unsettled = new ArrayDeque<>();
    private final Set<ObjectKey> retyped = new HashSet<>();

    /** @param rebuilt objects that are rebuilt although they could be altered, to break a circle */
    Fates(ChangeSet changes, Collection<ObjectKey> rebuilt, DdlWriters writers, Scene scene) {
        this.before = changes.before();
        this.after = changes.after();
        this.writers = writers;
        this.scene = scene;
        this.refused = new RefusedInPlace(before, after);
        this.held = new HeldTypes(before, after);
        this.followers = new TypeFollowers(before);
        for (Change change : changes.changes()) {
            decide(change.key(), own(change));
        }
        changes.changes().forEach(this::generateAnew);
        changes.changes().forEach(this::retypeAttribute);
        changes.changes().forEach(change -> refused.of(change).ifPresent(this::rebuild));
        rebuilt.forEach(this::rebuild);
        after.keys().forEach(key -> refused.inheritedOtherwise(key).ifPresent(this::rebuild));
        while (!unsettled.isEmpty()) {
            spread(unsettled.remove());
        }
    }

    Fate of(ObjectKey key) {
        return fates.getOrDefault(key, Fate.KEPT);
    }

    /** Every object that is not kept. */
    Set<ObjectKey> touched() {
        return fates.keySet();
    }

    /** The properties that change in place; empty for a column whose type is only set aside. */
    SortedSet<Property> changed(ObjectKey key) {
        return changed.getOrDefault(key, new TreeSet<>());
    }

    /** Columns that keep the name of their type, while that type is swapped below them. */
    boolean isRetyped(ObjectKey key) {
        return retyped.contains(key);
    }

    private Fate own(Change change) {
        if (change instanceof Change.Added) {
            return Fate.ADDED;
        }
        if (change instanceof Change.Altered altered) {
            changed.put(change.key(), altered.properties());
            SortedSet<Property> inPlace = new TreeSet<>(altered.properties());
            inPlace.removeIf(Property::isDescription);
            if (inPlace.isEmpty()) {
                return Fate.DESCRIBED;
            }
            return canAlter(altered, inPlace) ? Fate.ALTERED : again(change.key());
        }
        return held.hasSuccessor(change.key()) ? Fate.SWAPPED : Fate.REMOVED;
    }

    /** Before 17 the server cannot change what a column is generated from. */
    private void generateAnew(Change change) {
        ObjectKey key = change.key();
        if (key.kind() == ObjectKind.COLUMN_DEFAULT && of(key) == Fate.REBUILT) {
            columnOf(key).filter(this::isGenerated).ifPresent(this::rebuild);
        }
    }

    /** The server changes the type of no attribute of which rows hold values (0A000). */
    private void retypeAttribute(Change change) {
        ObjectKey attribute = change.key();
        if (attribute.kind() == ObjectKind.ATTRIBUTE && of(attribute) == Fate.ALTERED) {
            Parts.relation(before, attribute.container())
                    .filter(type -> again(type) == Fate.SWAPPED)
                    .ifPresent(this::rebuild);
        }
    }

    private boolean canAlter(Change.Altered change, SortedSet<Property> properties) {
        if (isInherited(change.before()) && isInherited(change.after())) {
            return true;
        }
        return writers.find(change.key().kind())
                .map(writer -> writer.alter(change.before(), change.after(), properties, scene)
                        .isPresent())
                .orElse(true);
    }

    private static boolean isInherited(CatalogObject object) {
        return object.has(Property.INHERITED);
    }

    private Fate again(ObjectKey key) {
        boolean hasRows = held.has(key) || key.kind() == ObjectKind.TABLE;
        return hasRows ? Fate.SWAPPED : Fate.REBUILT;
    }

    private void decide(ObjectKey key, Fate fate) {
        fates.put(key, fate);
        unsettled.add(key);
    }

    private void rebuild(ObjectKey key) {
        if (of(key) != Fate.REBUILT && of(key) != Fate.SWAPPED) {
            decide(key, again(key));
        }
    }

    /** What the fate of one object means for those that need it. */
    private void spread(ObjectKey key) {
        switch (of(key)) {
            case REMOVED, REBUILT, SWAPPED -> {
                before.neededBy(key).forEach(user -> lose(user, key));
                IndexParts.of(before, key).stream()
                        .filter(part -> !isDetached(part))
                        .forEach(part -> lose(part.key(), key));
                losePart(key);
            }
            case ALTERED -> {
                boolean isConverted =
                        changed(key).contains(Property.TYPE) || changed(key).contains(Property.COLLATION);
                if (key.kind() == ObjectKind.COLUMN && isConverted) {
                    retype(key);
                }
            }
            default -> {}
        }
    }

    /** {@code user} stood on an object that goes away, for good or for a moment. */
    private void lose(ObjectKey user, ObjectKey lost) {
        if (becomesOwn(user, lost)) {
            return;
        }
        if (of(lost) == Fate.SWAPPED && isHeirOf(user, lost)) {
            Parts.relation(before, user.container()).filter(after::contains).ifPresent(this::rebuild);
        }
        boolean frees = of(user) == Fate.ALTERED
                && of(lost) == Fate.REMOVED
                && !after.needs(user).contains(lost);
        boolean isLeft = IndexParts.isPart(before, lost, user) || outlivesParent(user, lost);
        if (!after.contains(user) || frees || isCopyGone(user, lost) || isLeft) {
            return;
        }
        if (user.kind() == ObjectKind.COLUMN && HeldTypes.isType(lost)) {
            if (of(lost) == Fate.SWAPPED && of(user) != Fate.REBUILT && retyped.add(user)) {
                decide(user, Fate.ALTERED);
                retype(user);
                refused.partitionedBy(user).ifPresent(this::rebuild);
            }
            return;
        }
        if (user.kind() == ObjectKind.COLUMN_DEFAULT) {
            columnOf(user).filter(this::isGenerated).ifPresent(this::rebuild);
        }
        if (user.kind() == ObjectKind.ATTRIBUTE && of(lost) == Fate.SWAPPED) {
            Parts.relation(before, user.container()).ifPresent(this::rebuild); // else its values would go with it
        }
        rebuild(user);
    }

    /** A child keeps its columns, and what is in them, when its parent goes away, or its type. */
    private boolean outlivesParent(ObjectKey column, ObjectKey lost) {
        boolean isFromParent =
                lost.kind() == ObjectKind.COLUMN && !column.container().equals(lost.container());
        boolean isFromType = lost.kind() == ObjectKind.ATTRIBUTE;
        if (column.kind() != ObjectKind.COLUMN || !(isFromParent || isFromType)) {
            return false;
        }
        boolean isParentGone = Parts.relation(before, lost.container())
                .filter(parent -> of(parent) == Fate.SWAPPED || of(parent) == Fate.REMOVED)
                .isPresent();
        boolean isChildThere = Parts.relation(before, column.container())
                .filter(child -> of(child) == Fate.SWAPPED)
                .isEmpty();
        return isParentGone && isChildThere;
    }

    /** A column stays when the one of a parent goes, or the parent does. */
    private boolean becomesOwn(ObjectKey user, ObjectKey lost) {
        return user.kind() == ObjectKind.COLUMN
                && lost.kind() == ObjectKind.COLUMN
                && user.name().equals(lost.name())
                && of(lost) == Fate.REMOVED
                && before.contains(ObjectKey.of(ObjectKind.INHERITANCE, user.container(), lost.container()));
    }

    private boolean isHeirOf(ObjectKey link, ObjectKey parent) {
        return link.kind() == ObjectKind.INHERITANCE
                && link.name().equals(parent.path())
                && InheritedColumns.isHeir(before, link.container(), link.name());
    }

    /** A foreign key to a partitioned table has a copy for each partition, which goes with it. */
    private boolean isCopyGone(ObjectKey user, ObjectKey lost) {
        boolean isKey = IndexParts.canHave(lost) && !before.get(lost).has(Property.PARENT);
        return user.kind() == ObjectKind.FOREIGN_KEY
                && !isKey
                && !after.needs(user).contains(lost);
    }

    /** The server drops no part of an index or key while the partition stays, only the whole. */
    private void losePart(ObjectKey part) {
        CatalogObject object = before.get(part);
        if (IndexParts.canHave(part) && object.has(Property.PARENT) && !isDetached(object)) {
            Parts.parents(before, part).stream()
                    .filter(parent -> of(parent) != Fate.REMOVED)
                    .forEach(this::rebuild);
        }
    }

    private boolean isDetached(CatalogObject part) {
        return IndexParts.attachment(before, part)
                .filter(key -> of(key) == Fate.REMOVED || of(key) == Fate.REBUILT)
                .isPresent();
    }

    /** The type of a column changes: what the server does not take along must stand aside meanwhile. */
    private void retype(ObjectKey column) {
        for (ObjectKey user : before.neededBy(column)) {
            boolean follows = followers.has(user) && !isDefinedAnew(user);
            if (!after.contains(user) || follows) {
                continue;
            }
            if (user.kind() == ObjectKind.COLUMN_DEFAULT) {
                Optional<ObjectKey> generated = columnOf(user).filter(this::isGenerated);
                generated.filter(other -> !other.equals(column)).ifPresent(this::rebuild);
                if (generated.isEmpty()) {
                    rebuild(user);
                }
            } else {
                rebuild(user);
            }
        }
    }

    /** What is defined for the new type need not fit the old one, nor the other way round. */
    private boolean isDefinedAnew(ObjectKey key) {
        return of(key) == Fate.ALTERED && changed(key).contains(Property.DEFINITION);
    }

    private Optional<ObjectKey> columnOf(ObjectKey columnDefault) {
        ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, columnDefault.container(), columnDefault.name());
        return Optional.of(column).filter(before::contains);
    }

    private boolean isGenerated(ObjectKey column) {
        return before.get(column).has(Property.GENERATED);
    }
}
