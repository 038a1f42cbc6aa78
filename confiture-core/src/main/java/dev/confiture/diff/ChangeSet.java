package dev.confiture.diff;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import java.util.List;

/**
 * All that differs between two catalogs.
 *
 * @param changes sorted by key; empty if the two are the same schema
 */
public record ChangeSet(Catalog before, Catalog after, List<Change> changes) {

    public ChangeSet {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
