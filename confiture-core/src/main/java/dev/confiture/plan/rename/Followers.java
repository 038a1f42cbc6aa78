package dev.confiture.plan.rename;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the server named after a table or column that has another name now: constraints, indexes and owned sequences of
 * renamed relations that differ in nothing but their names.
 */
public final class Followers {

    private static final Set<ObjectKind> NAMED_BY_THE_SERVER = EnumSet.of(
            ObjectKind.CONSTRAINT,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.DOMAIN_CONSTRAINT,
            ObjectKind.INDEX,
            ObjectKind.SEQUENCE,
            ObjectKind.STATISTICS);

    private Followers() {}

    /**
     * @param renames what was renamed already
     * @param before the old catalog after that
     */
    public static List<Rename> of(Renames renames, Catalog before, Catalog after) {
        List<Rename> followers = new ArrayList<>();
        List<ObjectKey> coming = new ArrayList<>(after.keys().stream()
                .filter(key -> NAMED_BY_THE_SERVER.contains(key.kind()) && !before.contains(key))
                .toList());
        for (ObjectKey gone : before.keys()) {
            if (!NAMED_BY_THE_SERVER.contains(gone.kind()) || after.contains(gone)) {
                continue;
            }
            Optional<ObjectKey> owner = owner(gone, before).filter(relation -> isRenamed(relation, renames, before));
            Optional<ObjectKey> same = owner.flatMap(relation -> coming.stream()
                    .filter(key -> key.kind() == gone.kind()
                            && key.container().equals(gone.container())
                            && owner(key, after).equals(owner))
                    .filter(key -> isSame(before.get(gone), after.get(key), before, after))
                    .findFirst());
            same.ifPresent(key -> {
                coming.remove(key);
                followers.add(new Rename(gone, key));
            });
        }
        return followers;
    }

    private static boolean isRenamed(ObjectKey relation, Renames renames, Catalog before) {
        return renames.all().stream()
                .map(rename -> renames.now(rename.to()))
                .anyMatch(key -> key.equals(relation)
                        || key.container().equals(relation.path())
                        || isInherited(key, relation.path(), before));
    }

    /** Whether a child has the column from the table that was named, or from a child of that. */
    private static boolean isInherited(ObjectKey column, String child, Catalog before) {
        return column.kind() == ObjectKind.COLUMN
                && before.neededBy(column).stream()
                        .filter(user -> user.kind() == ObjectKind.COLUMN
                                && user.name().equals(column.name())
                                && !user.container().equals(column.container()))
                        .anyMatch(heir -> heir.container().equals(child) || isInherited(heir, child, before));
    }

    private static boolean isSame(CatalogObject gone, CatalogObject key, Catalog before, Catalog after) {
        return gone.differences(key).stream().allMatch(Property::isDescription)
                && ownedColumn(gone.key(), before).equals(ownedColumn(key.key(), after));
    }

    /** The relation that the object belongs to. */
    private static Optional<ObjectKey> owner(ObjectKey key, Catalog catalog) {
        Optional<String> path = switch (key.kind()) {
            case INDEX, STATISTICS -> catalog.get(key).text(Property.RELATION);
            case SEQUENCE -> ownership(key, catalog).flatMap(each -> each.text(Property.RELATION));
            default -> Optional.of(key.container());
        };
        return path.flatMap(relation -> catalog.needs(key).stream()
                .filter(each -> each.path().equals(relation))
                .findFirst()
                .or(() -> catalog.keys().stream()
                        .filter(each ->
                                each.kind() == ObjectKind.TABLE && each.path().equals(relation))
                        .findFirst()));
    }

    private static Optional<String> ownedColumn(ObjectKey key, Catalog catalog) {
        return key.kind() == ObjectKind.SEQUENCE
                ? ownership(key, catalog).flatMap(each -> each.text(Property.COLUMNS))
                : Optional.empty();
    }

    private static Optional<CatalogObject> ownership(ObjectKey sequence, Catalog catalog) {
        return catalog.find(ObjectKey.of(ObjectKind.SEQUENCE_OWNERSHIP, sequence.container(), sequence.name()));
    }
}
