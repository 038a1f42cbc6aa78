package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An index of a partitioned table, and its parts: indexes of the partitions, or keys of theirs. */
record PartitionedIndex(CatalogObject index, Scene scene) {

    /**
     * Built for each partition by itself, then put together. What needs a transaction of its own comes one after the other, so
     * that all of it is one migration, however many partitions there are.
     */
    List<Ddl> partByPart() {
        List<Ddl> made = new ArrayList<>();
        List<Ddl> attached = new ArrayList<>();
        build(index, made, attached);
        List<Ddl> statements = new ArrayList<>();
        made.stream().filter(ddl -> ddl.execution() != Execution.ALONE).forEach(statements::add);
        made.stream().filter(ddl -> ddl.execution() == Execution.ALONE).forEach(statements::add);
        statements.addAll(attached);
        return statements;
    }

    private void build(CatalogObject parent, List<Ddl> made, List<Ddl> attached) {
        List<CatalogObject> parts = parts(parent);
        // made for ONLY its table, it becomes valid with its last part
        String only = parts.isEmpty() && parent.has(Property.VALID) ? "" : "ONLY ";
        made.add(Ddl.of(IndexDdl.text(parent, "", parent.key().name(), only + parent.require(Property.RELATION))));
        for (CatalogObject part : parts) {
            if (part.has(Property.INHERITED) && !isKept(part.key(), scene)) {
                Relation relation = Relation.of(part.require(Property.RELATION), scene);
                if (relation.isPartitioned(scene)) {
                    build(part, made, attached);
                } else {
                    made.add(IndexDdl.build(part, relation, scene));
                }
            }
            attached.add(attach(parent.key(), part.key()));
        }
    }

    private List<CatalogObject> parts(CatalogObject parent) {
        return IndexParts.of(scene.after(), parent.key());
    }

    /** Whether the server, left to itself, would make or take the parts that are wanted. */
    boolean comesWithItsParts() {
        return index.has(Property.VALID) && parts(index).stream().allMatch(this::isTheOnlyChoice);
    }

    /** The server takes the first index of the partition that is like the parent's. */
    private boolean isTheOnlyChoice(CatalogObject part) {
        Catalog after = scene.after();
        String table = IndexParts.table(part);
        return after.needs(part.key()).stream()
                .filter(relation -> relation.path().equals(table))
                .flatMap(relation -> after.neededBy(relation).stream())
                .filter(other -> IndexParts.canHave(other) && !other.equals(part.key()))
                .map(after::get)
                .noneMatch(this::isAlike);
    }

    private boolean isAlike(CatalogObject other) {
        String definition = other.require(Property.DEFINITION);
        String wanted = index.require(Property.DEFINITION);
        if (other.kind() == ObjectKind.INDEX) {
            return definition.equals(wanted) && other.has(Property.UNIQUE) == index.has(Property.UNIQUE);
        }
        return index.has(Property.UNIQUE)
                && !definition.startsWith("CHECK")
                && wanted.startsWith("USING btree (%s)".formatted(Expression.firstInParentheses(definition)));
    }

    /** How a part gets into the index or key of its parent that was there before; attached with its table, it needs nothing. */
    static Optional<Ddl> intoOldParent(CatalogObject part, Scene scene) {
        boolean comesWithTable =
                IndexParts.attachment(scene.after(), part).filter(scene::isNew).isPresent();
        return IndexParts.parent(scene.after(), part)
                .filter(parent -> !comesWithTable && isKept(parent.key(), scene))
                .map(parent -> attach(parent.key(), part.key()));
    }

    /** Whether a part becomes one of another parent, or of none, because its table does. */
    static boolean leavesWithTable(CatalogObject part, Scene scene) {
        return IndexParts.attachment(scene.before(), part)
                .filter(attachment -> !scene.after().contains(attachment))
                .isPresent();
    }

    /** Whether the part goes when its parent goes. */
    static boolean goesWithParent(CatalogObject part, Scene scene) {
        return IndexParts.parent(scene.before(), part)
                .filter(parent -> !isKept(parent.key(), scene)
                        && !leavesWithTable(part, scene)
                        && !scene.isApart(IndexParts.table(part)))
                .isPresent();
    }

    static boolean isKept(ObjectKey key, Scene scene) {
        return scene.before().contains(key) && scene.after().contains(key) && !scene.isNew(key);
    }

    static Ddl attach(ObjectKey parent, ObjectKey part) {
        return Ddl.of("ALTER INDEX %s ATTACH PARTITION %s".formatted(path(parent), path(part)));
    }

    /** Of the index itself, or of the one behind a constraint. */
    static String path(ObjectKey key) {
        return key.kind() == ObjectKind.INDEX ? key.path() : Names.schema(key.container()) + '.' + key.name();
    }
}
