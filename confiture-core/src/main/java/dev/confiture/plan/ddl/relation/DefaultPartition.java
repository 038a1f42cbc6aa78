package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import java.util.Optional;

/** The partition with the rows that no other takes: one more beside it is refused while it has rows of that one (23514). */
final class DefaultPartition {

    private static final String BOUNDS = "DEFAULT";

    private DefaultPartition() {}

    /**
     * What the statement may meet there.
     *
     * @param statement makes or attaches the partition
     * @param attachment of the partition to its parent
     */
    static Ddl asked(Ddl statement, CatalogObject attachment, Scene scene) {
        Relation parent = Relation.of(attachment.key().name(), scene);
        return path(parent, scene.before())
                .filter(path -> path(parent, scene.after()).filter(path::equals).isPresent())
                .map(path -> statement.with(hazard(path, attachment)))
                .orElse(statement);
    }

    private static Optional<String> path(Relation parent, Catalog catalog) {
        return catalog.neededBy(parent.key()).stream()
                .filter(user -> user.kind() == ObjectKind.INHERITANCE
                        && user.name().equals(parent.path())
                        && catalog.get(user)
                                .text(Property.BOUNDS)
                                .filter(BOUNDS::equals)
                                .isPresent())
                .map(ObjectKey::container)
                .findFirst();
    }

    private static Hazard hazard(String path, CatalogObject attachment) {
        String note = "the default partition " + path + " has rows of "
                + attachment.key().container();
        return attachment
                .text(Property.PARTITION_CHECK)
                .map(condition -> Hazards.failsOnRows(note, path, condition))
                .orElseGet(() -> Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, note));
    }
}
