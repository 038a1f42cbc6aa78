package dev.confiture.generate.rows;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.diff.Change;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that take other rows in one of two schemas than in the other.
 *
 * @param paths of them, ready for SQL; empty for all there are
 */
public record TouchedTables(Optional<Set<String>> paths) {

    public static final TouchedTables ALL = new TouchedTables(Optional.empty());

    /** A change of anything else may concern every table: a type, a function, a sequence. */
    private static final Set<ObjectKind> PARTS = EnumSet.of(
            ObjectKind.COLUMN,
            ObjectKind.COLUMN_DEFAULT,
            ObjectKind.CONSTRAINT,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.TRIGGER);

    public TouchedTables {
        requireNonNull(paths, "paths");
        paths = paths.map(Set::copyOf);
    }

    public static TouchedTables between(Catalog before, Catalog after) {
        Set<String> paths = new HashSet<>();
        for (Change change : new CatalogDiffer().diff(before, after).changes()) {
            ObjectKey key = change.key();
            if (PARTS.contains(key.kind())) {
                paths.add(key.container());
            } else if (key.kind() == ObjectKind.TABLE) {
                paths.add(key.path());
            } else {
                return ALL;
            }
        }
        return new TouchedTables(Optional.of(paths));
    }

    /** One that shares rows or columns with others takes part in what changes in these. */
    boolean contains(RowTable table) {
        return paths.map(touched -> touched.contains(table.path())
                        || table.isPartitioned()
                        || table.isPartition()
                        || !table.sources().isEmpty())
                .orElse(true);
    }
}
