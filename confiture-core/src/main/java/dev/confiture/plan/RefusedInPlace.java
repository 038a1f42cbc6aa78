package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.Change;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes for which there is a statement that the server refuses because of how the object is used: what is made anew instead. */
record RefusedInPlace(Catalog before, Catalog after) {

    Optional<ObjectKey> of(Change change) {
        return switch (change.key().kind()) {
            case COLUMN -> retypedKey(change);
            case DOMAIN -> change instanceof Change.Altered ? domainOf(change) : Optional.empty();
            case DOMAIN_CONSTRAINT -> change instanceof Change.Removed ? Optional.empty() : domainOf(change);
            default -> Optional.empty();
        };
    }

    /** The type of no column changes that a table is partitioned by (42P16). */
    private Optional<ObjectKey> retypedKey(Change change) {
        return change instanceof Change.Altered altered && altered.properties().contains(Property.TYPE)
                ? partitionedBy(change.key())
                : Optional.empty();
    }

    /** The table that has the column in its partition key. */
    Optional<ObjectKey> partitionedBy(ObjectKey column) {
        Pattern name = Pattern.compile("(?<![\\w\"$])" + Pattern.quote(column.name()) + "(?![\\w\"$])");
        return Parts.relation(before, column.container())
                .filter(table -> before.get(table)
                        .text(Property.PARTITION_KEY)
                        .filter(key -> name.matcher(key).find())
                        .isPresent());
    }

    /** What is stored inside of other values is not looked at (0A000), so a domain gets no stricter. */
    private Optional<ObjectKey> domainOf(Change change) {
        String path = change.key().kind() == ObjectKind.DOMAIN
                ? change.key().path()
                : change.key().container();
        return Parts.relation(before, path)
                .filter(domain -> domain.kind() == ObjectKind.DOMAIN && after.contains(domain))
                .filter(domain -> isStricter(change) && isHeldInside(domain));
    }

    /** No statement makes a column that is there the parent's only, or its table's own too while it is the parent's. */
    Optional<ObjectKey> inheritedOtherwise(ObjectKey column) {
        Optional<ObjectKey> parent =
                column.kind() == ObjectKind.COLUMN ? InheritedColumns.parent(after, column) : Optional.empty();
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        boolean was = InheritedColumns.isOnlyParents(before, column);
        boolean becomes = InheritedColumns.isOnlyParents(after, column);
        boolean getsParent = !before.contains(ObjectKey.of(
                ObjectKind.INHERITANCE, column.container(), parent.get().container()));
        return Parts.relation(before, column.container())
                .filter(after::contains)
                .filter(table -> (before.contains(column) && was != becomes) || (becomes && getsParent));
    }

    private boolean isStricter(Change change) {
        CatalogObject now = after.get(change.key());
        return change.key().kind() == ObjectKind.DOMAIN
                ? now.has(Property.NOT_NULL) && !before.get(change.key()).has(Property.NOT_NULL)
                : now.has(Property.VALID);
    }

    private boolean isHeldInside(ObjectKey domain) {
        return before.neededBy(domain).stream().anyMatch(user -> switch (user.kind()) {
            case ATTRIBUTE, RANGE -> true;
            case COLUMN -> before.get(user).require(Property.TYPE).endsWith("[]");
            case DOMAIN -> isHeldInside(user);
            default -> false;
        });
    }
}
