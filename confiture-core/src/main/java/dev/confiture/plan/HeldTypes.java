package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import java.util.EnumSet;
import java.util.Set;

/** Types whose values rows hold, and collations in which they are sorted: to drop one would lose them. */
record HeldTypes(Catalog before, Catalog after) {

    private static final Set<ObjectKind> KINDS = EnumSet.of(
            ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE, ObjectKind.RANGE, ObjectKind.BASE_TYPE);

    /** Whether what a column has changes with it. */
    static boolean isType(ObjectKey key) {
        return KINDS.contains(key.kind()) || key.kind() == ObjectKind.COLLATION;
    }

    boolean has(ObjectKey key) {
        return isType(key) && before.neededBy(key).stream().anyMatch(user -> isHeldBy(user, key));
    }

    private boolean isHeldBy(ObjectKey user, ObjectKey type) {
        boolean isHolder = switch (user.kind()) {
            case COLUMN, ATTRIBUTE -> !user.container().equals(type.path());
            case TABLE -> true;
            case DOMAIN, RANGE -> has(user);
            default -> false;
        };
        return isHolder && after.contains(user);
    }

    /** Whether a type of another kind takes the name, and with it what holds values of this one. */
    boolean hasSuccessor(ObjectKey key) {
        return KINDS.contains(key.kind())
                && has(key)
                && KINDS.stream()
                        .map(kind -> ObjectKey.of(kind, key.container(), key.name()))
                        .anyMatch(after::contains);
    }
}
