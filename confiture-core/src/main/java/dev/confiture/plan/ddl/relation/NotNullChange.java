package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;

/** NOT NULL comes, goes, or is a constraint of another name (from 18 on). */
final class NotNullChange {

    private static final int IS_A_CONSTRAINT = 18;

    private final CatalogObject before;
    private final CatalogObject after;
    private final Relation relation;
    private final Scene scene;
    private final String column;

    NotNullChange(CatalogObject before, CatalogObject after, Relation relation, Scene scene) {
        this.before = before;
        this.after = after;
        this.relation = relation;
        this.scene = scene;
        this.column = after.key().name();
    }

    List<Ddl> statements() {
        if (!after.has(Property.NOT_NULL)) {
            return drop();
        }
        if (!before.has(Property.NOT_NULL) && comesFromParentNow()) {
            return List.of();
        }
        if (!before.has(Property.NOT_NULL) && scene.after().serverMajor() < IS_A_CONSTRAINT) {
            return set();
        }
        if (!before.has(Property.NOT_NULL)) {
            List<Ddl> statements = namedByChildren();
            statements.addAll(addConstraint());
            return statements;
        }
        return changeConstraint();
    }

    /** The parent had it for itself alone, and its own change reaches its children; or it gets it now, and tells them. */
    private boolean comesFromParentNow() {
        return Relation.parentOf(after.key(), scene.after())
                .filter(parent -> isInheritable(parent)
                        && scene.before()
                                .find(parent.key())
                                .filter(old -> old.has(Property.NOT_NULL)
                                        ? !isInheritable(old)
                                        : isNamedByChild(parent.key(), after.key()))
                                .isPresent())
                .isPresent();
    }

    /** A child would get the name that its parent's constraint has (55000 if it were to get its own later). */
    private List<Ddl> namedByChildren() {
        List<Ddl> statements = new ArrayList<>();
        for (ObjectKey child : scene.after().neededBy(after.key())) {
            if (isNamedByChild(after.key(), child)) {
                NotNullChange change = new NotNullChange(
                        scene.before().get(child),
                        scene.after().get(child),
                        Relation.of(child.container(), scene),
                        scene);
                statements.addAll(change.namedByChildren());
                statements.addAll(change.addConstraint());
            }
        }
        return statements;
    }

    private boolean isNamedByChild(ObjectKey parent, ObjectKey child) {
        return scene.after().serverMajor() >= IS_A_CONSTRAINT
                && child.kind() == ObjectKind.COLUMN
                && scene.after().get(child).has(Property.NOT_NULL_NAME)
                && scene.before().needs(child).contains(parent)
                && !scene.isNew(Relation.of(child.container(), scene).key())
                && !scene.before().get(child).has(Property.NOT_NULL);
    }

    private static boolean isInheritable(CatalogObject column) {
        return column.has(Property.NOT_NULL)
                && !column.text(Property.NOT_NULL_OPTIONS).orElse("").contains("NO INHERIT");
    }

    /** It goes from all children too, and comes back where one keeps it. */
    private List<Ddl> drop() {
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of(alterColumn() + "DROP NOT NULL"));
        for (ObjectKey user : scene.after().neededBy(after.key())) {
            scene.after()
                    .find(user)
                    .filter(child -> user.kind() == ObjectKind.COLUMN && child.has(Property.NOT_NULL))
                    .filter(child -> scene.before()
                            .find(user)
                            .filter(old -> old.has(Property.NOT_NULL))
                            .isPresent())
                    .ifPresent(child -> statements.addAll(new NotNullChange(
                                    child.without(Property.NOT_NULL, Property.NOT_NULL_NAME, Property.NOT_NULL_OPTIONS),
                                    child,
                                    Relation.of(user.container(), scene),
                                    scene)
                            .statements()));
        }
        return statements;
    }

    private List<Ddl> set() {
        Ddl set = Ddl.of(alterColumn() + "SET NOT NULL");
        if (!relation.staysInUse(scene) || !relation.isTable()) {
            return List.of(set.with(mayFail()));
        }
        String check = Names.madeUp(Names.local(relation.path()), column, "not_null");
        return List.of(
                new Ddl(
                        "%s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                                .formatted(relation.alter(), check, column),
                        Execution.COMMITTED_FIRST,
                        List.of()),
                Ddl.of("%s VALIDATE CONSTRAINT %s".formatted(relation.alter(), check))
                        .with(mayFail()),
                set,
                Ddl.of("%s DROP CONSTRAINT %s".formatted(relation.alter(), check)));
    }

    private List<Ddl> addConstraint() {
        boolean isPlain = !after.has(Property.NOT_NULL_NAME) && !after.has(Property.NOT_NULL_OPTIONS);
        boolean isOnline = relation.staysInUse(scene) && relation.isTable();
        if (isPlain && !isOnline) {
            return List.of(Ddl.of(alterColumn() + "SET NOT NULL").with(mayFail()));
        }
        String options = after.text(Property.NOT_NULL_OPTIONS).orElse("");
        String add = "%s ADD CONSTRAINT %s NOT NULL %s%s"
                .formatted(
                        relation.alter(), name(after, scene.after()), column, options.isEmpty() ? "" : ' ' + options);
        if (options.contains("NOT VALID")) {
            return List.of(Ddl.of(add));
        }
        if (!isOnline) {
            return List.of(Ddl.of(add).with(mayFail()));
        }
        return List.of(
                new Ddl(add + " NOT VALID", Execution.COMMITTED_FIRST, List.of()),
                Ddl.of("%s VALIDATE CONSTRAINT %s".formatted(relation.alter(), name(after, scene.after())))
                        .with(mayFail()));
    }

    private List<Ddl> changeConstraint() {
        List<Ddl> statements = new ArrayList<>();
        if (!name(before, scene.before()).equals(name(after, scene.after()))) {
            statements.add(Ddl.of("%s RENAME CONSTRAINT %s TO %s"
                    .formatted(relation.alter(), name(before, scene.before()), name(after, scene.after()))));
        }
        String old = before.text(Property.NOT_NULL_OPTIONS).orElse("");
        String wanted = after.text(Property.NOT_NULL_OPTIONS).orElse("");
        if (old.contains("NO INHERIT") != wanted.contains("NO INHERIT")) {
            boolean isForHeirs = !wanted.contains("NO INHERIT");
            Ddl change = Ddl.of("%s ALTER CONSTRAINT %s %s"
                    .formatted(relation.alter(), name(after, scene.after()), isForHeirs ? "INHERIT" : "NO INHERIT"));
            statements.add(isForHeirs && relation.hasChildren(scene) ? change.with(mayFail()) : change);
        }
        if (old.contains("NOT VALID") && !wanted.contains("NOT VALID")) {
            statements.add(Ddl.of("%s VALIDATE CONSTRAINT %s".formatted(relation.alter(), name(after, scene.after())))
                    .with(mayFail()));
        } else if (!old.contains("NOT VALID") && wanted.contains("NOT VALID")) {
            statements.add(Ddl.of(alterColumn() + "DROP NOT NULL"));
            statements.add(Ddl.of("%s ADD CONSTRAINT %s NOT NULL %s %s"
                    .formatted(relation.alter(), name(after, scene.after()), column, wanted)));
        }
        return statements;
    }

    /** The constraints of a table that gets or loses a parent, while it has none. */
    static List<Ddl> takeNames(Relation table, Scene scene) {
        if (scene.after().serverMajor() < IS_A_CONSTRAINT || scene.isNew(table.key())) {
            return List.of();
        }
        return scene.before().neededBy(table.key()).stream()
                .filter(key ->
                        key.kind() == ObjectKind.COLUMN && key.container().equals(table.path()))
                .filter(scene.after()::contains)
                .map(key ->
                        new NotNullChange(scene.before().get(key), scene.after().get(key), table, scene))
                .filter(NotNullChange::keepsNameOfItsKind)
                .flatMap(change -> change.changeConstraint().stream())
                .toList();
    }

    /** A constraint that is renamed only because another table, or none, names it. */
    private boolean keepsNameOfItsKind() {
        return before.has(Property.NOT_NULL)
                && after.has(Property.NOT_NULL)
                && before.text(Property.NOT_NULL_NAME).equals(after.text(Property.NOT_NULL_NAME))
                && before.text(Property.NOT_NULL_OPTIONS).equals(after.text(Property.NOT_NULL_OPTIONS));
    }

    /**
     * A column of a new table, with the name of its constraint where the server would choose another one: it gets a parent
     * later, whose name it must then have; or its predecessor, or a partition of that, has the name still.
     */
    static CatalogObject named(CatalogObject column, Scene scene) {
        boolean bearsParentsName = Relation.parentOf(column.key(), scene.after())
                .filter(parent -> parent.has(Property.NOT_NULL))
                .isPresent();
        boolean hasPredecessor = scene.before().contains(column.key());
        boolean isToBeSaid = scene.after().serverMajor() >= IS_A_CONSTRAINT
                && column.has(Property.NOT_NULL)
                && (bearsParentsName || hasPredecessor);
        return isToBeSaid ? column.with(Property.NOT_NULL_NAME, name(column, scene.after())) : column;
    }

    /** One that comes from a parent bears the parent's name. */
    private static String name(CatalogObject column, Catalog catalog) {
        return column.text(Property.NOT_NULL_NAME)
                .or(() -> Relation.parentOf(column.key(), catalog)
                        .filter(parent -> parent.has(Property.NOT_NULL))
                        .map(parent -> name(parent, catalog)))
                .orElseGet(() -> Names.madeUp(
                        Names.local(column.key().container()), column.key().name(), "not_null"));
    }

    private Hazard mayFail() {
        return Hazards.failsOnRows("a row has no value for " + column, relation.path(), column + " IS NULL");
    }

    private String alterColumn() {
        return relation.alter() + " ALTER COLUMN " + column + ' ';
    }
}
