package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.InheritedColumns;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.plan.ddl.relation.AsideName;
import dev.confiture.plan.ddl.relation.Numbering;
import dev.confiture.plan.ddl.relation.RelationDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The statements for what is set aside under another name while its successor is made. */
final class Aside {

    private Aside() {}

    /** The column as it is while types and collations stand aside. */
    static CatalogObject retyped(CatalogObject column, List<CatalogObject> swapped, Scene scene) {
        String type = column.require(Property.TYPE);
        CatalogObject meanwhile = column;
        for (CatalogObject other : swapped) {
            if (other.kind() == ObjectKind.COLLATION) {
                meanwhile = sorted(meanwhile, other.key(), scene);
                continue;
            }
            List<ObjectKey> names = new ArrayList<>(List.of(other.key()));
            RangeAside.multirange(other).ifPresent(names::add);
            for (ObjectKey key : names) {
                if (type.equals(key.path()) || type.startsWith(key.path() + "[")) {
                    type = AsideName.path(key, scene)
                            + type.substring(key.path().length());
                }
            }
        }
        return meanwhile.with(Property.TYPE, type);
    }

    /** With the name that its collation has meanwhile. */
    private static CatalogObject sorted(CatalogObject column, ObjectKey collation, Scene scene) {
        return column.text(Property.COLLATION).filter(collation.path()::equals).isPresent()
                ? column.with(Property.COLLATION, AsideName.path(collation, scene))
                : column;
    }

    /** @param stays whether a part of it goes only with it */
    static List<Ddl> set(ObjectKey key, Scene scene, Predicate<ObjectKey> stays) {
        List<Ddl> statements = new ArrayList<>();
        for (CatalogObject column : columns(scene.before(), key)) {
            numbering(column.key(), scene.before(), scene.after()).ifPresent(old -> {
                if (numbering(column.key(), scene.after(), scene.before()).isPresent()) {
                    statements.add(old.putAside(scene));
                } else if (old.isIdentity()) {
                    statements.add(Ddl.of("ALTER TABLE %s ALTER COLUMN %s DROP IDENTITY"
                            .formatted(key.path(), column.key().name())));
                }
            });
        }
        statements.add(Ddl.of("ALTER %s %s RENAME TO %s"
                        .formatted(key.kind().words(), key.path(), AsideName.local(key, scene)))
                .with(Hazard.of(Hazard.Kind.EXCLUSIVE_LOCK, "readers and writers wait until its successor is there")));
        statements.addAll(RangeAside.set(scene.before().get(key), scene));
        statements.addAll(inheritedIndexes(key, scene, stays));
        return statements;
    }

    /** What stands behind the keys and indexes of its parents no longer goes with those, and would keep the names. */
    private static List<Ddl> inheritedIndexes(ObjectKey table, Scene scene, Predicate<ObjectKey> stays) {
        Catalog before = scene.before();
        return before.neededBy(table).stream()
                .filter(part -> stays.test(part))
                .map(before::get)
                .filter(part -> part.kind() == ObjectKind.INDEX || part.kind() == ObjectKind.CONSTRAINT)
                .filter(part -> part.has(Property.INHERITED) && part.has(Property.PARENT))
                .map(part -> ObjectKey.of(
                        ObjectKind.INDEX, table.container(), part.key().name()))
                .sorted()
                .map(index ->
                        Ddl.of("ALTER INDEX %s RENAME TO %s".formatted(index.path(), AsideName.local(index, scene))))
                .toList();
    }

    /** @param meanwhile a column of the old table as it is while its type stands aside */
    static List<Ddl> moveRows(ObjectKey table, Scene scene, UnaryOperator<CatalogObject> meanwhile) {
        List<CatalogObject> common = columns(scene.after(), table).stream()
                .filter(column ->
                        !column.has(Property.GENERATED) && scene.before().contains(column.key()))
                .toList();
        // without any, each row comes with what the new columns have by default
        String names = common.isEmpty()
                ? ""
                : common.stream().map(column -> column.key().name()).collect(Collectors.joining(", ", " (", ")"));
        String values = common.stream()
                .map(column ->
                        RelationDdl.converted(meanwhile.apply(scene.before().get(column.key())), column, scene))
                .collect(Collectors.joining(", "));
        boolean hasHeirs = scene.before().neededBy(table).stream()
                .anyMatch(key -> key.kind() == ObjectKind.INHERITANCE
                        && InheritedColumns.isHeir(scene.before(), key.container(), table.path()));
        boolean hasIdentity = common.stream().anyMatch(column -> column.has(Property.IDENTITY));
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of("INSERT INTO %s%s%s\nSELECT%s\nFROM %s%s"
                        .formatted(
                                table.path(),
                                names,
                                hasIdentity ? "\nOVERRIDING SYSTEM VALUE" : "",
                                values.isEmpty() ? "" : " " + values,
                                hasHeirs ? "ONLY " : "",
                                AsideName.path(table, scene)))
                .with(Hazard.of(Hazard.Kind.EXCLUSIVE_LOCK, "all rows are copied while readers and writers wait"))
                .with(Hazard.of(
                        Hazard.Kind.MAY_FAIL_ON_DATA, "a row that the new form of the table refuses ends the copy")));
        for (CatalogObject column : common) {
            numbering(column.key(), scene.after(), scene.before())
                    .ifPresent(now -> numbering(column.key(), scene.before(), scene.after())
                            .flatMap(old -> now.goOn(old, scene))
                            .or(now::skipUsedValues)
                            .ifPresent(statements::add));
        }
        return statements;
    }

    /** What stands aside goes, and with a table the values of which its successor has no column. */
    static List<Ddl> drop(ObjectKey key, Scene scene) {
        Ddl drop = Ddl.of("DROP %s %s".formatted(key.kind().words(), AsideName.path(key, scene)));
        if (key.kind() == ObjectKind.TABLE) {
            for (CatalogObject column : columns(scene.before(), key)) {
                if (!scene.after().contains(column.key()) && !column.has(Property.GENERATED)) {
                    drop = drop.with(RelationDdl.losesColumn(column.key()));
                }
            }
        }
        return List.of(drop);
    }

    /** What gives the column its numbers, unless that stays. */
    private static Optional<Numbering> numbering(ObjectKey column, Catalog catalog, Catalog other) {
        return catalog.find(column)
                .flatMap(found -> Numbering.of(found, catalog))
                .filter(numbering -> numbering.changesWithTable(other));
    }

    private static List<CatalogObject> columns(Catalog catalog, ObjectKey table) {
        return Parts.inOrder(
                catalog,
                catalog.neededBy(table).stream()
                        .filter(key -> key.kind() == ObjectKind.COLUMN
                                && key.container().equals(table.path()))
                        .toList());
    }
}
