package dev.confiture.plan.rename;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What has a name in a catalog.
 *
 * @param keys of its objects, and of the values of its enums
 */
record Names(Set<ObjectKey> keys) {

    Names {
        keys = Collections.unmodifiableSet(new TreeSet<>(keys));
    }

    static Names of(Catalog catalog) {
        Set<ObjectKey> keys = new TreeSet<>(catalog.keys());
        catalog.keys().stream()
                .filter(key -> key.kind() == ObjectKind.ENUM)
                .flatMap(type -> labels(type, catalog))
                .forEach(keys::add);
        return new Names(keys);
    }

    private static Stream<ObjectKey> labels(ObjectKey type, Catalog catalog) {
        return catalog.get(type).lines(Property.LABELS).stream().map(literal -> label(type, literal));
    }

    /** @param literal ready for SQL */
    static ObjectKey label(ObjectKey type, String literal) {
        return ObjectKey.of(ObjectKind.ENUM_LABEL, type.path(), literal);
    }

    boolean contains(ObjectKey key) {
        return keys.contains(key);
    }
}
