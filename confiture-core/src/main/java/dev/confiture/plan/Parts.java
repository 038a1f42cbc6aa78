package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which object is part of which: what comes with CREATE of its whole, and what goes with DROP of it. */
final class Parts {

    private static final Set<ObjectKind> RELATIONS = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.DOMAIN);

    private static final Set<ObjectKind> GONE_WITH_COLUMN = EnumSet.of(
            ObjectKind.COLUMN_DEFAULT,
            ObjectKind.CONSTRAINT,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.INDEX,
            ObjectKind.CLUSTERING,
            ObjectKind.STATISTICS,
            ObjectKind.SEQUENCE,
            ObjectKind.SEQUENCE_OWNERSHIP);

    private Parts() {}

    /** The whole that can take the object along when it is made; empty if it is made by a statement of its own. */
    static Optional<ObjectKey> madeWith(Catalog catalog, ObjectKey key) {
        return switch (key.kind()) {
            case ATTRIBUTE -> relation(catalog, key.container());
            case DOMAIN_CONSTRAINT -> relation(catalog, key.container());
            case COLUMN, COLUMN_DEFAULT, CONSTRAINT, FOREIGN_KEY, INHERITANCE ->
                relation(catalog, key.container())
                        .filter(whole -> whole.kind() == ObjectKind.TABLE || whole.kind() == ObjectKind.FOREIGN_TABLE)
                        .filter(whole -> !lacksPartitions(catalog, key));
            default -> Optional.empty();
        };
    }

    /** A key of a partitioned table, or an index, that not every partition has a part of: made before them, all would get one. */
    static boolean lacksPartitions(Catalog catalog, ObjectKey key) {
        CatalogObject object = catalog.get(key);
        return IndexParts.canHave(key)
                && !object.has(Property.VALID)
                && !object.text(Property.DEFINITION).orElse("").startsWith("CHECK");
    }

    /** What a child has as its parent has it: a column, its default, a check. */
    static boolean isShared(Catalog catalog, ObjectKey key) {
        return key.kind() == ObjectKind.COLUMN || key.kind() == ObjectKind.COLUMN_DEFAULT || isCheck(catalog, key);
    }

    /** Whether a column that comes with its parent's would come with another default than this. */
    static boolean isOtherThanParents(Catalog catalog, ObjectKey columnDefault) {
        CatalogObject column =
                catalog.get(ObjectKey.of(ObjectKind.COLUMN, columnDefault.container(), columnDefault.name()));
        return column.has(Property.INHERITED)
                && !column.has(Property.GENERATED)
                && !catalog.get(columnDefault).has(Property.INHERITED);
    }

    private static boolean isCheck(Catalog catalog, ObjectKey key) {
        return key.kind() == ObjectKind.CONSTRAINT
                && catalog.get(key).text(Property.DEFINITION).orElse("").startsWith("CHECK");
    }

    /** The wholes any of which takes the object along when it is dropped, the smallest first. */
    static List<ObjectKey> goneWith(Catalog catalog, ObjectKey key) {
        List<ObjectKey> wholes = new ArrayList<>(parents(catalog, key));
        if (GONE_WITH_COLUMN.contains(key.kind()) && !isExclusion(catalog, key)) {
            columns(catalog, key).forEach(wholes::add);
        }
        if (key.kind() == ObjectKind.SEQUENCE) {
            List.copyOf(wholes)
                    .forEach(column -> relation(catalog, column.container()).ifPresent(wholes::add));
        }
        if (key.kind().place() == Place.RELATION) {
            relation(catalog, key.container()).ifPresent(wholes::add);
        }
        if (key.kind() == ObjectKind.PUBLICATION_MEMBER
                || key.kind() == ObjectKind.STATISTICS
                || key.kind() == ObjectKind.SEQUENCE_OWNERSHIP
                || key.kind() == ObjectKind.INDEX) {
            catalog.needs(key).stream()
                    .filter(whole -> RELATIONS.contains(whole.kind())
                            || whole.kind() == ObjectKind.PUBLICATION
                            || whole.kind() == ObjectKind.SEQUENCE)
                    .forEach(wholes::add);
        }
        catalog.get(key)
                .text(Property.RELATION)
                .flatMap(name -> relation(catalog, name))
                .ifPresent(wholes::add);
        return wholes;
    }

    /** Goes with what it compares, but not with a column of its condition (2BP01). */
    private static boolean isExclusion(Catalog catalog, ObjectKey key) {
        return key.kind() == ObjectKind.CONSTRAINT
                && catalog.get(key).text(Property.DEFINITION).orElse("").startsWith("EXCLUDE");
    }

    /** On the parent table: the column that it is inherited from, the key or index that it is part of. */
    static List<ObjectKey> parents(Catalog catalog, ObjectKey key) {
        CatalogObject object = catalog.get(key);
        if (IndexParts.canHave(key) && object.has(Property.PARENT)) {
            return IndexParts.parent(catalog, object).map(CatalogObject::key).stream()
                    .toList();
        }
        boolean isParentsColumn = key.kind() == ObjectKind.COLUMN && !object.has(Property.MERGED);
        if (isParentsColumn || object.has(Property.INHERITED)) {
            return catalog.needs(key).stream()
                    .filter(other -> other.kind() == key.kind())
                    .filter(other -> other.name().equals(key.name()))
                    .toList();
        }
        return Stream.concat(catalog.needs(key).stream(), catalog.neededBy(key).stream())
                .filter(other -> other.kind() == key.kind())
                .filter(other -> object.text(Property.PARENT)
                        .filter(other.name()::equals)
                        .isPresent())
                .toList();
    }

    /** Columns that take the object along: those of its own table, or the one that owns the sequence. */
    private static List<ObjectKey> columns(Catalog catalog, ObjectKey key) {
        if (key.kind() == ObjectKind.SEQUENCE) {
            return catalog.neededBy(key).stream()
                    .filter(user -> user.kind() == ObjectKind.SEQUENCE_OWNERSHIP)
                    .flatMap(user -> catalog.needs(user).stream())
                    .filter(used -> used.kind() == ObjectKind.COLUMN)
                    .toList();
        }
        return catalog.needs(key).stream()
                .filter(used -> used.kind() == ObjectKind.COLUMN)
                .filter(column -> key.kind().place() != Place.RELATION
                        || column.container().equals(key.container()))
                // the server drops no column that another one is generated from (2BP01)
                .filter(column ->
                        key.kind() != ObjectKind.COLUMN_DEFAULT || column.name().equals(key.name()))
                .toList();
    }

    /** The table that a part belongs to, or stands on. */
    static Optional<ObjectKey> tableOf(Catalog catalog, ObjectKey part) {
        return relation(catalog, catalog.get(part).text(Property.RELATION).orElse(part.container()));
    }

    static Optional<ObjectKey> relation(Catalog catalog, String path) {
        return RELATIONS.stream()
                .flatMap(kind -> named(kind, path).stream())
                .filter(catalog::contains)
                .findFirst();
    }

    /** Empty if the path has no schema. */
    static Optional<ObjectKey> named(ObjectKind kind, String path) {
        int dot = endOfSchema(path);
        return dot < 0
                ? Optional.empty()
                : Optional.of(ObjectKey.of(kind, path.substring(0, dot), path.substring(dot + 1)));
    }

    /** Where the dot between schema and name is; a quoted name may hold dots itself. */
    private static int endOfSchema(String path) {
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '"') {
                quoted = !quoted;
            } else if (path.charAt(i) == '.' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** In the order in which CREATE names them: columns by position, then the rest by key. */
    static List<CatalogObject> inOrder(Catalog catalog, List<ObjectKey> keys) {
        return keys.stream()
                .sorted(Comparator.comparing((ObjectKey key) -> key.kind())
                        .thenComparingInt(key -> catalog.get(key)
                                .text(Property.POSITION)
                                .map(Integer::parseInt)
                                .orElse(0))
                        .thenComparing(key -> key))
                .map(catalog::get)
                .toList();
    }
}
