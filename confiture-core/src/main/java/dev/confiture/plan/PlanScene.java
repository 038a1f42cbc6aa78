package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.Scene;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the planner shows its writers; before the operations are known nothing counts as new. */
final class PlanScene implements Scene {

    private final Catalog before;
    private final Catalog after;
    private final Style style;
    private @Nullable Operations operations;
    private @Nullable Map<String, Set<String>> tablesByConstraint;

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
    public boolean isNamesake(ObjectKey constraint) {
        Map<String, Set<String>> tables = tablesByConstraint;
        if (tables == null) {
            tables = tablesByConstraint();
            tablesByConstraint = tables;
        }
        return tables.getOrDefault(pathOfName(constraint), Set.of()).stream()
                .anyMatch(table -> !table.equals(constraint.container()));
    }

    private Map<String, Set<String>> tablesByConstraint() {
        Map<String, Set<String>> tables = new HashMap<>();
        for (Catalog catalog : List.of(before, after)) {
            for (CatalogObject object : catalog.objects()) {
                boolean isConstraint =
                        object.kind() == ObjectKind.CONSTRAINT || object.kind() == ObjectKind.FOREIGN_KEY;
                if (isConstraint && !object.has(Property.INHERITED)) {
                    tables.computeIfAbsent(pathOfName(object.key()), any -> new HashSet<>())
                            .add(object.key().container());
                }
            }
        }
        return tables;
    }

    /** Its name in the schema of its table. */
    private static String pathOfName(ObjectKey constraint) {
        String schema = Parts.named(ObjectKind.TABLE, constraint.container())
                .map(ObjectKey::container)
                .orElse("");
        return schema + '.' + constraint.name();
    }

    @Override
    public List<CatalogObject> parts(ObjectKey whole) {
        return operations == null ? List.of() : Parts.inOrder(after, operations.madeAlong(whole));
    }
}
