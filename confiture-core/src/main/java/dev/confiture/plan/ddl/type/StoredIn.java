package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Hazard;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column of a table that holds values of a type.
 *
 * @param values what to select for one value a row
 */
record StoredIn(String table, String values) {

    /** Stored values of a type may lie in these, or in what is made of these. */
    private static final Set<ObjectKind> HOLDERS =
            EnumSet.of(ObjectKind.COLUMN, ObjectKind.ATTRIBUTE, ObjectKind.DOMAIN, ObjectKind.RANGE);

    private static List<StoredIn> of(ObjectKey type, Catalog catalog) {
        return catalog.neededBy(type).stream()
                .filter(user -> user.kind() == ObjectKind.COLUMN)
                .map(catalog::get)
                .filter(column -> !column.has(Property.INHERITED) && isOfTable(column.key(), catalog))
                .flatMap(column -> column(column, type).stream())
                .toList();
    }

    private static boolean isOfTable(ObjectKey column, Catalog catalog) {
        return catalog.needs(column).stream()
                .anyMatch(used -> used.kind() == ObjectKind.TABLE && used.path().equals(column.container()));
    }

    private static Optional<StoredIn> column(CatalogObject column, ObjectKey type) {
        String name = column.key().name();
        String stored = column.require(Property.TYPE);
        if (stored.equals(type.path())) {
            return Optional.of(new StoredIn(column.key().container(), name));
        }
        return stored.equals(type.path() + "[]")
                ? Optional.of(new StoredIn(column.key().container(), "unnest(" + name + ")"))
                : Optional.empty();
    }

    /**
     * What a statement may stumble over.
     *
     * @param condition that bad values meet; names the value {@code value}
     * @return empty if nothing can hold the type
     */
    static Optional<Hazard> hazard(ObjectKey type, Catalog catalog, String note, String condition) {
        if (catalog.neededBy(type).stream().noneMatch(user -> HOLDERS.contains(user.kind()))) {
            return Optional.empty();
        }
        return Optional.of(new Hazard(Hazard.Kind.MAY_FAIL_ON_DATA, note, probe(of(type, catalog), condition)));
    }

    private static Optional<String> probe(List<StoredIn> columns, String condition) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(columns.stream()
                .map(column -> "EXISTS (SELECT FROM (SELECT %s AS value FROM %s) held WHERE %s)"
                        .formatted(column.values(), column.table(), condition))
                .collect(Collectors.joining(" OR ", "SELECT ", "")));
    }
}
