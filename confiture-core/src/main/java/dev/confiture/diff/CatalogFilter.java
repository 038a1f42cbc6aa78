package dev.confiture.diff;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.Catalog.Need;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a schema is compared. A part goes with its whole: the columns, constraints, indexes and owned sequences of a
 * table that is left out are left out too.
 *
 * @param include if there are any, only what one of them means
 * @param exclude what is left out
 * @param partitions those that one of them means are left out; other tables are not
 * @param includeKinds if there are any, only these and their parts
 * @param excludeKinds left out with their parts
 * @param ignored properties that do not count
 */
public record CatalogFilter(
        List<NamePattern> include,
        List<NamePattern> exclude,
        List<NamePattern> partitions,
        Set<ObjectKind> includeKinds,
        Set<ObjectKind> excludeKinds,
        Set<Property> ignored) {

    /** Compares everything. */
    public static final CatalogFilter NONE =
            new CatalogFilter(List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of());

    public CatalogFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        partitions = List.copyOf(partitions);
        includeKinds = Set.copyOf(includeKinds);
        excludeKinds = Set.copyOf(excludeKinds);
        ignored = Set.copyOf(ignored);
    }

    /**
     * What is left.
     *
     * @param leftOut wholes, not their parts
     */
    public record Filtered(Catalog catalog, Set<ObjectKey> leftOut) {
        public Filtered {
            leftOut = Set.copyOf(leftOut);
        }
    }

    public Filtered apply(Catalog catalog) {
        if (equals(NONE)) {
            return new Filtered(catalog, Set.of());
        }
        Set<ObjectKey> leftOut = new TreeSet<>();
        List<CatalogObject> objects = new ArrayList<>();
        for (CatalogObject object : catalog.objects()) {
            ObjectKey key = object.key();
            if (keeps(key, catalog)) {
                objects.add(object.without(ignored.toArray(Property[]::new)));
            } else if (whole(key, catalog)
                    .filter(whole -> !keeps(whole, catalog))
                    .isEmpty()) {
                leftOut.add(key);
            }
        }
        Catalog rest = Catalog.of(
                catalog.serverMajor(), catalog.reader(), objects, () -> needs(objects, catalog), catalog.notModelled());
        return new Filtered(rest, leftOut);
    }

    private static List<Need> needs(List<CatalogObject> users, Catalog catalog) {
        return users.stream()
                .map(CatalogObject::key)
                .flatMap(user -> catalog.needs(user).stream().map(used -> new Need(user, used)))
                .toList();
    }

    /** The patterns and kinds that mean nothing in any of these, as they were written. */
    public List<String> idle(List<Catalog> catalogs) {
        List<String> idle = new ArrayList<>();
        for (NamePattern pattern : patterns().toList()) {
            boolean isUsed = catalogs.stream()
                    .anyMatch(catalog -> catalog.keys().stream().anyMatch(key -> isMeant(pattern, key, catalog)));
            if (!isUsed) {
                idle.add(pattern.text());
            }
        }
        Stream.concat(includeKinds.stream(), excludeKinds.stream())
                .filter(kind -> catalogs.stream()
                        .noneMatch(catalog -> catalog.keys().stream().anyMatch(key -> key.kind() == kind)))
                .map(ObjectKind::text)
                .sorted()
                .forEach(idle::add);
        return idle;
    }

    private Stream<NamePattern> patterns() {
        return Stream.of(include, exclude, partitions).flatMap(List::stream);
    }

    private boolean isMeant(NamePattern pattern, ObjectKey key, Catalog catalog) {
        return pattern.matches(key.path()) && (!partitions.contains(pattern) || isPartition(key.path(), catalog));
    }

    private boolean keeps(ObjectKey key, Catalog catalog) {
        List<String> paths = new ArrayList<>(List.of(key.path()));
        List<ObjectKind> kinds = new ArrayList<>(List.of(key.kind()));
        wholePath(key, catalog).ifPresent(paths::add);
        whole(key, catalog).map(ObjectKey::kind).ifPresent(kinds::add);
        return (include.isEmpty() || means(include, paths))
                && !means(exclude, paths)
                && (includeKinds.isEmpty() || kinds.stream().anyMatch(includeKinds::contains))
                && kinds.stream().noneMatch(excludeKinds::contains)
                && paths.stream().noneMatch(path -> means(partitions, List.of(path)) && isPartition(path, catalog));
    }

    private static boolean means(List<NamePattern> patterns, List<String> paths) {
        return patterns.stream().anyMatch(pattern -> paths.stream().anyMatch(pattern::matches));
    }

    private static boolean isPartition(String path, Catalog catalog) {
        return table(path, catalog).stream()
                .flatMap(table -> catalog.neededBy(table).stream())
                .anyMatch(user -> user.kind() == ObjectKind.INHERITANCE
                        && user.container().equals(path)
                        && catalog.get(user).has(Property.BOUNDS));
    }

    private static Optional<ObjectKey> table(String path, Catalog catalog) {
        return whole(path, catalog)
                .filter(key -> key.kind() == ObjectKind.TABLE || key.kind() == ObjectKind.FOREIGN_TABLE);
    }

    private static Optional<ObjectKey> whole(ObjectKey key, Catalog catalog) {
        return wholePath(key, catalog)
                .flatMap(path -> catalog.needs(key).stream()
                        .filter(used -> used.path().equals(path) && used.kind() != ObjectKind.SCHEMA)
                        .findFirst()
                        .or(() -> whole(path, catalog)));
    }

    private static Optional<ObjectKey> whole(String path, Catalog catalog) {
        int dot = path.startsWith("\"") ? path.indexOf("\".") + 1 : path.indexOf('.');
        String schema = path.substring(0, Math.max(dot, 0));
        return Stream.of(
                        ObjectKind.TABLE,
                        ObjectKind.FOREIGN_TABLE,
                        ObjectKind.VIEW,
                        ObjectKind.MATERIALIZED_VIEW,
                        ObjectKind.DOMAIN,
                        ObjectKind.COMPOSITE_TYPE)
                .map(kind -> ObjectKey.of(kind, schema, path.substring(dot + 1)))
                .filter(catalog::contains)
                .findFirst();
    }

    /** The relation or type that the object is a part of. */
    private static Optional<String> wholePath(ObjectKey key, Catalog catalog) {
        return switch (key.kind()) {
            case INDEX, STATISTICS, SEQUENCE_OWNERSHIP -> catalog.get(key).text(Property.RELATION);
            case SEQUENCE ->
                catalog.find(ObjectKey.of(ObjectKind.SEQUENCE_OWNERSHIP, key.container(), key.name()))
                        .flatMap(owned -> owned.text(Property.RELATION));
            default ->
                key.kind().place() == ObjectKind.Place.RELATION ? Optional.of(key.container()) : Optional.empty();
        };
    }
}
