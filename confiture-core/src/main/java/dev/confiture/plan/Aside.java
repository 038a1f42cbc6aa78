package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.plan.ddl.relation.RelationDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements for what is set aside under another name while its successor is made. */
final class Aside {

    private static final String MARK = "_before";

    /** So that name and mark stay below the 63 bytes that a name may have. */
    private static final int LONGEST = 50;

    private Aside() {}

    /** The name, without its schema, that an object has while it stands aside. */
    static String name(ObjectKey key) {
        String name = key.name();
        boolean quoted = name.startsWith("\"");
        String bare = quoted ? name.substring(1, name.length() - 1) : name;
        String cut = bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
        return quoted ? '"' + cut + MARK + '"' : cut + MARK;
    }

    static String path(ObjectKey key) {
        return key.container() + '.' + name(key);
    }

    /** The column as it is while its type stands aside. */
    static CatalogObject retyped(CatalogObject column, List<ObjectKey> swapped) {
        String type = column.require(Property.TYPE);
        for (ObjectKey key : swapped) {
            if (type.equals(key.path()) || type.startsWith(key.path() + "[")) {
                type = path(key) + type.substring(key.path().length());
            }
        }
        return column.with(Property.TYPE, type);
    }

    static List<Ddl> set(ObjectKey key, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        for (CatalogObject column : columns(scene.before(), key)) {
            if (column.has(Property.IDENTITY)) {
                boolean goesOn = scene.after()
                        .find(column.key())
                        .filter(later -> later.has(Property.IDENTITY))
                        .isPresent();
                statements.add(
                        goesOn
                                ? RelationDdl.putSequenceAside(column)
                                : Ddl.of("ALTER TABLE %s ALTER COLUMN %s DROP IDENTITY"
                                        .formatted(key.path(), column.key().name())));
            }
        }
        statements.add(Ddl.of("ALTER %s %s RENAME TO %s".formatted(key.kind().words(), key.path(), name(key)))
                .with(Hazard.of(Hazard.Kind.EXCLUSIVE_LOCK, "readers and writers wait until its successor is there")));
        return statements;
    }

    static List<Ddl> moveRows(ObjectKey table, Scene scene) {
        List<CatalogObject> common = columns(scene.after(), table).stream()
                .filter(column ->
                        !column.has(Property.GENERATED) && scene.before().contains(column.key()))
                .toList();
        if (common.isEmpty()) {
            return List.of();
        }
        String names = common.stream().map(column -> column.key().name()).collect(Collectors.joining(", "));
        boolean hasIdentity = common.stream().anyMatch(column -> column.has(Property.IDENTITY));
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of("INSERT INTO %s (%s)%s\nSELECT %s\nFROM %s"
                        .formatted(
                                table.path(),
                                names,
                                hasIdentity ? "\nOVERRIDING SYSTEM VALUE" : "",
                                names,
                                path(table)))
                .with(Hazard.of(Hazard.Kind.EXCLUSIVE_LOCK, "all rows are copied while readers and writers wait"))
                .with(Hazard.of(
                        Hazard.Kind.MAY_FAIL_ON_DATA, "a row that the new form of the table refuses ends the copy")));
        common.stream()
                .filter(column -> column.has(Property.IDENTITY))
                .forEach(column -> RelationDdl.goOn(scene.before().get(column.key()), column)
                        .ifPresent(statements::add));
        return statements;
    }

    static List<Ddl> drop(ObjectKey key) {
        return List.of(Ddl.of("DROP %s %s".formatted(key.kind().words(), path(key))));
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
