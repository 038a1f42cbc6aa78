package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the planner shows its writers; before the operations are known nothing counts as new. */
final class PlanScene implements Scene {

    private final Catalog before;
    private final Catalog after;
    private final Style style;
    private @Nullable Operations operations;

    PlanScene(Catalog before, Catalog after, Style style) {
        this.before = before;
        this.after = after;
        this.style = style;
    }

    void show(Operations found) {
        this.operations = found;
    }

    @Override
    public Catalog before() {
        return before;
    }

    @Override
    public Catalog after() {
        return after;
    }

    @Override
    public Style style() {
        return style;
    }

    @Override
    public boolean isNew(ObjectKey key) {
        return isMade(key) || whole(key).filter(this::isMade).isPresent();
    }

    private boolean isMade(ObjectKey key) {
        return operations != null && operations.has(Verb.CREATE, key);
    }

    private Optional<ObjectKey> whole(ObjectKey key) {
        Catalog catalog = after.contains(key) ? after : before;
        Optional<ObjectKey> relation = catalog.find(key)
                .flatMap(object -> object.text(Property.RELATION))
                .flatMap(path -> Parts.relation(catalog, path));
        return relation.isPresent() ? relation : Parts.relation(catalog, key.container());
    }

    @Override
    public boolean isApart(String table) {
        return operations != null && operations.isApart(table);
    }

    @Override
    public List<CatalogObject> parts(ObjectKey whole) {
        return operations == null ? List.of() : Parts.inOrder(after, operations.madeAlong(whole));
    }
}
