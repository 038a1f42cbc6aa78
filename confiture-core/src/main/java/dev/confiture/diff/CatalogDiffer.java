package dev.confiture.diff;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares two catalogs object by object, property by property. */
public final class CatalogDiffer {

    /** @throws IllegalArgumentException if the two come from servers of different majors, which print differently */
    public ChangeSet diff(Catalog before, Catalog after) {
        if (before.serverMajor() != after.serverMajor()) {
            throw new IllegalArgumentException("catalogs of PostgreSQL %d and %d do not compare"
                    .formatted(before.serverMajor(), after.serverMajor()));
        }
        SortedSet<ObjectKey> keys = new TreeSet<>(before.keys());
        keys.addAll(after.keys());
        List<Change> changes = new ArrayList<>();
        for (ObjectKey key : keys) {
            change(before.find(key), after.find(key)).ifPresent(changes::add);
        }
        return new ChangeSet(before, after, changes);
    }

    private static Optional<Change> change(Optional<CatalogObject> before, Optional<CatalogObject> after) {
        if (before.isEmpty()) {
            return after.map(Change.Added::new);
        }
        if (after.isEmpty()) {
            return before.map(Change.Removed::new);
        }
        SortedSet<Property> properties = before.get().differences(after.get());
        return properties.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change.Altered(before.get(), after.get(), properties));
    }
}
