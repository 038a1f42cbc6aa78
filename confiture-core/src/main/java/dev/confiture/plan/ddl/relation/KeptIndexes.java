package dev.confiture.plan.ddl.relation;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The indexes and keys on a column that stay while it changes.
 *
 * @param objects the same before and after
 */
record KeptIndexes(List<CatalogObject> objects, Relation relation) {

    private static final Set<ObjectKind> KINDS = Set.of(ObjectKind.INDEX, ObjectKind.CONSTRAINT);

    KeptIndexes {
        objects = List.copyOf(objects);
        requireNonNull(relation, "relation");
    }

    static KeptIndexes on(ObjectKey column, Relation relation, Scene scene) {
        return new KeptIndexes(
                scene.after().neededBy(column).stream()
                        .filter(user -> KINDS.contains(user.kind()))
                        .map(scene.after()::get)
                        .filter(object -> !object.require(Property.DEFINITION).startsWith("CHECK"))
                        .filter(object -> scene.before()
                                .find(object.key())
                                .filter(old -> old.text(Property.DEFINITION).equals(object.text(Property.DEFINITION)))
                                .isPresent())
                        .toList(),
                relation);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /**
     * Rows that get one key, one hazard for each unique one.
     *
     * @param converted what a column of the table will hold
     */
    List<Hazard> duplicates(UnaryOperator<String> converted) {
        return objects.stream()
                .flatMap(object -> duplicates(object, converted).stream())
                .toList();
    }

    private Optional<Hazard> duplicates(CatalogObject object, UnaryOperator<String> converted) {
        return object.key().kind() == ObjectKind.CONSTRAINT
                ? KeyIndex.of(object, relation).map(key -> Duplicates.ofConstraint(key, converted))
                : Optional.of(object)
                        .filter(index -> index.has(Property.UNIQUE))
                        .map(index -> Duplicates.ofIndex(index, relation, converted));
    }
}
