package dev.confiture.plan.rename;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.schema.declaration.KeyNames;
import dev.confiture.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What has a name in a catalog: its objects, and the values of its enums. */
final class Names {

    private final Set<ObjectKey> keys;
    private final Map<Identifier, List<ObjectKey>> byName = new HashMap<>();

    private Names(Set<ObjectKey> keys) {
        this.keys = Collections.unmodifiableSet(keys);
        for (ObjectKey key : keys) {
            KeyNames.base(key)
                    .ifPresent(name -> byName.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(key));
        }
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

    /** Sorted. */
    Set<ObjectKey> keys() {
        return keys;
    }

    boolean contains(ObjectKey key) {
        return keys.contains(key);
    }

    /** Those of this name, whatever they are a part of, sorted. */
    List<ObjectKey> called(Identifier name) {
        return byName.getOrDefault(name, List.of());
    }
}
