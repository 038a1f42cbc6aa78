package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;

/** An index of a partitioned table in use: built for each partition by itself, then put together. */
record PartitionedIndex(CatalogObject index, Scene scene) {

    List<Ddl> online() {
        List<Ddl> statements = new ArrayList<>();
        build(index, statements);
        return statements;
    }

    private void build(CatalogObject parent, List<Ddl> statements) {
        statements.add(
                Ddl.of(IndexDdl.text(parent, "", parent.key().name(), "ONLY " + parent.require(Property.RELATION))));
        List<CatalogObject> children = scene.after().objects().stream()
                .filter(object -> object.kind() == ObjectKind.INDEX)
                .filter(object -> object.text(Property.PARENT)
                        .filter(parent.key().path()::equals)
                        .isPresent())
                .toList();
        for (CatalogObject child : children) {
            Relation relation = Relation.of(child.require(Property.RELATION), scene);
            if (child.has(Property.INHERITED)
                    && !IndexDdl.isThereAlready(child.key().path(), scene)) {
                if (relation.isPartitioned(scene)) {
                    build(child, statements);
                } else {
                    statements.add(IndexDdl.concurrently(child, child.key().name(), relation));
                }
            }
            statements.add(IndexDdl.attach(parent.key().path(), child.key().path()));
        }
    }
}
