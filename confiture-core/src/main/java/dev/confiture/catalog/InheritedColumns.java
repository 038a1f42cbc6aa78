package dev.confiture.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Columns that a table has by itself, from a parent, or both. The parents of a partition, which has every column from them, do
 * not count.
 */
public final class InheritedColumns {

    private InheritedColumns() {}

    public static Optional<ObjectKey> parent(Catalog catalog, ObjectKey column) {
        return catalog.needs(column).stream()
                .filter(other ->
                        other.kind() == ObjectKind.COLUMN && other.name().equals(column.name()))
                .filter(other -> isHeir(catalog, column.container(), other.container()))
                .findFirst();
    }

    /** Whether the table would not have it without its parent. */
    public static boolean isOnlyParents(Catalog catalog, ObjectKey column) {
        return catalog.contains(column)
                && parent(catalog, column).isPresent()
                && !catalog.get(column).has(Property.MERGED);
    }

    /** The column in the tables that have it only from this one. */
    public static List<ObjectKey> heirs(Catalog catalog, ObjectKey column) {
        return catalog.neededBy(column).stream()
                .filter(user -> user.kind() == ObjectKind.COLUMN && user.name().equals(column.name()))
                .filter(user -> isHeir(catalog, user.container(), column.container()))
                .filter(user -> !catalog.get(user).has(Property.MERGED))
                .toList();
    }

    /** Whether the column goes, and a table that has it only from this one keeps it as its own. */
    public static boolean isLeftToHeirs(Catalog before, Catalog after, ObjectKey column) {
        return !after.contains(column)
                && heirs(before, column).stream()
                        .anyMatch(heir -> after.contains(heir) || isLeftToHeirs(before, after, heir));
    }

    /** Whether one table is the heir of another, and no partition of it. */
    public static boolean isHeir(Catalog catalog, String child, String parent) {
        return catalog.find(ObjectKey.of(ObjectKind.INHERITANCE, child, parent))
                .filter(inheritance -> !inheritance.has(Property.BOUNDS))
                .isPresent();
    }
}
