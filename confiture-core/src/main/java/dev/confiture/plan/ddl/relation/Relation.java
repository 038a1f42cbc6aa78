package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;

/**
 * The table or view that something belongs to.
 *
 * @param key of a table, foreign table, view or materialized view
 */
record Relation(ObjectKey key) {

    private static final List<ObjectKind> KINDS =
            List.of(ObjectKind.TABLE, ObjectKind.FOREIGN_TABLE, ObjectKind.MATERIALIZED_VIEW, ObjectKind.VIEW);

    /** As it will be, or as it was if it goes away. */
    static Relation of(String path, Scene scene) {
        return find(path, scene.after())
                .or(() -> find(path, scene.before()))
                .orElseGet(() -> new Relation(ObjectKey.of(ObjectKind.TABLE, Names.schema(path), Names.local(path))));
    }

    private static Optional<Relation> find(String path, Catalog catalog) {
        return KINDS.stream()
                .map(kind -> ObjectKey.of(kind, Names.schema(path), Names.local(path)))
                .filter(catalog::contains)
                .map(Relation::new)
                .findFirst();
    }

    String path() {
        return key.path();
    }

    /** {@code ALTER TABLE app.users}. */
    String alter() {
        return "ALTER " + key.kind().words() + ' ' + path();
    }

    /** The same without its children, where it has any. */
    String alterOnly(Scene scene) {
        return hasChildren(scene) ? "ALTER " + key.kind().words() + " ONLY " + path() : alter();
    }

    boolean hasChildren(Scene scene) {
        return children(scene.after()).findAny().isPresent()
                || children(scene.before()).findAny().isPresent();
    }

    java.util.stream.Stream<String> children(Catalog catalog) {
        return catalog.neededBy(key).stream()
                .filter(user ->
                        user.kind() == ObjectKind.INHERITANCE && user.name().equals(path()))
                .map(ObjectKey::container);
    }

    boolean isPart(Catalog catalog) {
        return catalog.neededBy(key).stream()
                .anyMatch(user -> user.kind() == ObjectKind.INHERITANCE
                        && user.container().equals(path()));
    }

    boolean isPartitioned(Scene scene) {
        return scene.after()
                .find(key)
                .or(() -> scene.before().find(key))
                .filter(table -> table.has(Property.PARTITION_KEY))
                .isPresent();
    }

    boolean isTable() {
        return key.kind() == ObjectKind.TABLE;
    }

    /** Whether the rest of the world may be using it while the plan runs, and the plan shall let it. */
    boolean staysInUse(Scene scene) {
        return scene.style() == Scene.Style.ONLINE
                && !scene.isNew(key)
                && scene.before().contains(key);
    }

    /** The object of the same kind and name on a parent table. */
    static Optional<CatalogObject> parentOf(ObjectKey part, Catalog catalog) {
        return catalog.needs(part).stream()
                .filter(used -> used.kind() == part.kind()
                        && used.name().equals(part.name())
                        && !used.container().equals(part.container()))
                .map(catalog::get)
                .findFirst();
    }

    /** Objects of the same kind that the table's children, and theirs, took over from this one. */
    static List<CatalogObject> takenOver(ObjectKey part, Catalog catalog) {
        return catalog.neededBy(part).stream()
                .filter(user -> user.kind() == part.kind() && user.name().equals(part.name()))
                .map(catalog::get)
                .filter(user -> user.has(Property.INHERITED))
                .flatMap(user -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(user), takenOver(user.key(), catalog).stream()))
                .toList();
    }
}
