package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Partitions of tables, and plain inheritance. */
final class InheritanceDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        Relation child = Relation.of(object.key().container(), scene);
        List<Ddl> statements = new ArrayList<>(NotNullChange.takeNames(child, scene));
        statements.addAll(attach(object, child, scene));
        return statements;
    }

    private static List<Ddl> attach(CatalogObject object, Relation child, Scene scene) {
        Relation parent = Relation.of(object.key().name(), scene);
        if (!object.has(Property.BOUNDS)) {
            return List.of(Ddl.of(child.alter() + " INHERIT " + parent.path()));
        }
        String sql =
                "%s ATTACH PARTITION %s %s".formatted(parent.alter(), child.path(), object.require(Property.BOUNDS));
        Ddl asked = DefaultPartition.asked(Ddl.of(sql), object, scene);
        if (scene.isNew(child.key())) {
            return List.of(asked);
        }
        Ddl attach = withRulesOfParent(asked, object.key(), child, scene);
        List<Ddl> statements = new ArrayList<>(Identity.giveUp(child, scene));
        Optional<String> condition = object.text(Property.PARTITION_CHECK);
        if (condition.isEmpty()) {
            statements.add(attach.with(
                    Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "a row is outside the bounds of the partition")));
            return statements;
        }
        Hazard mayFail = Hazards.failsOnRows(
                "a row is outside the bounds of the partition",
                child.path(),
                "(%s) IS NOT TRUE".formatted(condition.get()));
        if (!child.staysInUse(scene)) {
            statements.add(attach.with(mayFail));
            return statements;
        }
        statements.add(attach);
        return checked(child, statements, condition.get(), mayFail);
    }

    /** Foreign keys and unique indexes of the parent that the partition has only from now on. */
    private static Ddl withRulesOfParent(Ddl attach, ObjectKey link, Relation child, Scene scene) {
        Ddl told = attach;
        for (ObjectKey key : scene.after().neededBy(child.key())) {
            CatalogObject rule = scene.after().get(key);
            boolean isReference =
                    key.kind() == ObjectKind.FOREIGN_KEY && key.container().equals(child.path());
            if (isReference && isGivenNow(rule, scene) && ForeignKeyDdl.isKept(rule)) {
                told = ForeignKeyDdl.withHazard(told, rule);
            }
        }
        for (CatalogObject part : IndexParts.ofPartition(scene.after(), link)) {
            if (isGivenNow(part, scene)) {
                Optional<Hazard> duplicates = part.key().kind() == ObjectKind.INDEX
                        ? Optional.of(part)
                                .filter(index -> index.has(Property.UNIQUE))
                                .map(index -> Duplicates.ofIndex(index, child))
                        : KeyIndex.of(part, child).map(Duplicates::ofConstraint);
                told = duplicates.map(told::with).orElse(told);
            }
        }
        return told;
    }

    private static boolean isGivenNow(CatalogObject rule, Scene scene) {
        return rule.has(Property.INHERITED) && !scene.before().contains(rule.key());
    }

    /** With a check that says the same as the bounds, attaching needs no scan under its lock. */
    private static List<Ddl> checked(Relation child, List<Ddl> attach, String condition, Hazard mayFail) {
        String check = Names.madeUp(Names.local(child.path()), "", "bounds");
        List<Ddl> statements = new ArrayList<>();
        statements.add(new Ddl(
                "%s ADD CONSTRAINT %s CHECK (%s) NOT VALID"
                        .formatted(child.alter(), check, Expression.withoutParentheses(condition)),
                Execution.COMMITTED_FIRST,
                List.of()));
        statements.add(Ddl.of("%s VALIDATE CONSTRAINT %s".formatted(child.alter(), check))
                .with(mayFail));
        statements.addAll(attach);
        statements.add(Ddl.of("%s DROP CONSTRAINT %s".formatted(child.alter(), check)));
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        Relation child = Relation.of(object.key().container(), scene);
        List<Ddl> statements = new ArrayList<>(detach(object, child, scene));
        statements.addAll(Identity.takeBack(child, scene));
        boolean staysAlone = scene.after().neededBy(child.key()).stream()
                .noneMatch(user -> user.kind() == ObjectKind.INHERITANCE
                        && user.container().equals(child.path()));
        if (staysAlone) {
            statements.addAll(NotNullChange.takeNames(child, scene));
        }
        return statements;
    }

    private static List<Ddl> detach(CatalogObject object, Relation child, Scene scene) {
        Relation parent = Relation.of(object.key().name(), scene);
        if (!object.has(Property.BOUNDS)) {
            return List.of(Ddl.of(child.alter() + " NO INHERIT " + parent.path()));
        }
        Ddl detach = Ddl.of(parent.alter() + " DETACH PARTITION " + child.path());
        boolean isReferredTo = scene.before().objects().stream()
                .filter(key -> key.kind() == ObjectKind.FOREIGN_KEY)
                .anyMatch(key -> key.require(Property.DEFINITION).contains("REFERENCES " + parent.path() + '('));
        return List.of(
                isReferredTo
                        ? detach.with(Hazard.of(
                                Hazard.Kind.MAY_FAIL_ON_DATA, "a row elsewhere may refer to one of the partition"))
                        : detach);
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.empty();
    }
}
