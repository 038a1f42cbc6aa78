package dev.confiture.diff;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Compares two catalogs object by object, property by property. */
public final class CatalogDiffer {

    /** @throws IllegalArgumentException if the two come from servers of different majors, which print differently */
    public ChangeSet diff(Catalog before, Catalog after) {
        if (before.serverMajor() != after.serverMajor()) {
            throw new IllegalArgumentException("catalogs of PostgreSQL %d and %d do not compare"
                    .formatted(before.serverMajor(), after.serverMajor()));
        }
        List<Change> changes = new ArrayList<>();
        for (CatalogObject object : before.objects()) {
            change(object, after.find(object.key())).ifPresent(changes::add);
        }
        for (CatalogObject object : after.objects()) {
            if (!before.contains(object.key())) {
                changes.add(new Change.Added(object));
            }
        }
        changes.sort(Comparator.comparing(Change::key));
        return new ChangeSet(before, after, changes);
    }

    private static Optional<Change> change(CatalogObject before, Optional<CatalogObject> after) {
        if (after.isEmpty()) {
            return Optional.of(new Change.Removed(before));
        }
        SortedSet<Property> properties = before.differences(after.get());
        return properties.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change.Altered(before, after.get(), properties));
    }
}
