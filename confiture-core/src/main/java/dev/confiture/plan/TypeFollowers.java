package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.EnumSet;
import java.util.Set;

/** What the server takes along, as it is, when the type of a column changes. */
final class TypeFollowers {

    private static final Set<ObjectKind> KINDS = EnumSet.of(
            ObjectKind.INDEX,
            ObjectKind.CONSTRAINT,
            ObjectKind.STATISTICS,
            ObjectKind.SEQUENCE_OWNERSHIP,
            ObjectKind.INHERITANCE,
            ObjectKind.CLUSTERING,
            ObjectKind.REPLICA_IDENTITY,
            ObjectKind.COLUMN);

    private final Catalog before;

    TypeFollowers(Catalog before) {
        this.before = before;
    }

    /** @param user of the column */
    boolean has(ObjectKey user) {
        return KINDS.contains(user.kind()) && !losesItself(user) && !IndexParts.holdsKeys(before, user);
    }

    /** The server makes statistics and indexes anew without their targets, and statistics without their owner. */
    private boolean losesItself(ObjectKey key) {
        CatalogObject object = before.get(key);
        return switch (key.kind()) {
            case STATISTICS -> object.has(Property.STATISTICS_TARGET) || object.has(Property.OWNER);
            case INDEX -> object.has(Property.STATISTICS_TARGET);
            default -> false;
        };
    }
}
