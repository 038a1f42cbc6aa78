package dev.confiture.catalog;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Indexes and keys of partitioned tables, and those of the partitions that are their parts. A part of a key is a key; a part
 * of an index is an index, or a key with an index like it.
 */
public final class IndexParts {

    /** Of a partitioned table: each partition has one too. */
    private static final Set<ObjectKind> KINDS =
            Collections.unmodifiableSet(EnumSet.of(ObjectKind.INDEX, ObjectKind.CONSTRAINT));

    private IndexParts() {}

    /** Whether it is of a kind of which partitions have parts. */
    public static boolean canHave(ObjectKey key) {
        return KINDS.contains(key.kind());
    }

    /** What the object is part of. */
    public static Optional<CatalogObject> parent(Catalog catalog, CatalogObject part) {
        return Optional.of(part)
                .filter(object -> canHave(object.key()) && object.has(Property.PARENT))
                .flatMap(object -> around(catalog, object.key())
                        .filter(other -> isParent(other, object))
                        .findFirst())
                .map(catalog::get);
    }

    public static boolean isPart(Catalog catalog, ObjectKey part, ObjectKey parent) {
        return canHave(part) && canHave(parent) && isParent(parent, catalog.get(part));
    }

    /** The parts of an index or key, of the nearest partitions only, sorted. */
    public static List<CatalogObject> of(Catalog catalog, ObjectKey parent) {
        return around(catalog, parent)
                .map(catalog::get)
                .filter(part -> isParent(parent, part))
                .sorted(Comparator.comparing(CatalogObject::key))
                .toList();
    }

    /**
     * The indexes and keys of a partition that are parts.
     *
     * @param attachment of kind {@link ObjectKind#INHERITANCE}
     */
    public static List<CatalogObject> ofPartition(Catalog catalog, ObjectKey attachment) {
        return catalog.needs(attachment).stream()
                .filter(table -> table.path().equals(attachment.container()))
                .flatMap(partition -> catalog.neededBy(partition).stream())
                .filter(IndexParts::canHave)
                .map(catalog::get)
                .filter(object -> object.has(Property.PARENT))
                .filter(object -> table(object).equals(attachment.container()))
                .toList();
    }

    /** Whether a key of a partition, near or far, is part of an index. */
    public static boolean holdsKeys(Catalog catalog, ObjectKey index) {
        return index.kind() == ObjectKind.INDEX
                && of(catalog, index).stream()
                        .anyMatch(part -> part.kind() == ObjectKind.CONSTRAINT || holdsKeys(catalog, part.key()));
    }

    /** The path of the table that an index or key belongs to. */
    public static String table(CatalogObject object) {
        return object.text(Property.RELATION).orElse(object.key().container());
    }

    /** What makes the table of a part a partition: an object of kind {@link ObjectKind#INHERITANCE}. */
    public static Optional<ObjectKey> attachment(Catalog catalog, CatalogObject part) {
        String table = table(part);
        return catalog.needs(part.key()).stream()
                .filter(relation -> canHave(part.key()) && part.has(Property.PARENT))
                .filter(relation -> relation.path().equals(table))
                .flatMap(relation -> catalog.neededBy(relation).stream())
                .filter(user -> user.kind() == ObjectKind.INHERITANCE
                        && user.container().equals(table))
                .findFirst();
    }

    /** A part that the server makes needs its parent; one that was there before is needed by it. */
    private static Stream<ObjectKey> around(Catalog catalog, ObjectKey key) {
        return Stream.concat(catalog.needs(key).stream(), catalog.neededBy(key).stream())
                .filter(IndexParts::canHave);
    }

    private static boolean isParent(ObjectKey other, CatalogObject part) {
        String name = other.kind() == ObjectKind.INDEX ? other.path() : other.name();
        return part.text(Property.PARENT).filter(name::equals).isPresent()
                && !(part.kind() == ObjectKind.INDEX && other.kind() == ObjectKind.CONSTRAINT);
    }
}
