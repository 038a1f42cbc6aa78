package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import java.util.List;

/** Values of composite types that are made anew: the text of one is its attributes in their order. */
record CompositeValues(Catalog before, Catalog after) {

    /** Whether the values of the attribute's type can be read by its successor: the attributes they have come first there. */
    boolean areReadable(ObjectKey attribute) {
        ObjectKey type =
                Parts.named(ObjectKind.COMPOSITE_TYPE, attribute.container()).orElse(attribute);
        if (attribute.kind() != ObjectKind.ATTRIBUTE || !before.contains(type) || !after.contains(type)) {
            return false;
        }
        List<ObjectKey> kept =
                attributes(before, type).stream().filter(after::contains).toList();
        List<ObjectKey> wanted = attributes(after, type);
        return wanted.subList(0, Math.min(kept.size(), wanted.size())).equals(kept);
    }

    private static List<ObjectKey> attributes(Catalog catalog, ObjectKey type) {
        List<ObjectKey> attributes = catalog.neededBy(type).stream()
                .filter(user ->
                        user.kind() == ObjectKind.ATTRIBUTE && user.container().equals(type.path()))
                .toList();
        return Parts.inOrder(catalog, attributes).stream()
                .map(CatalogObject::key)
                .toList();
    }
}
