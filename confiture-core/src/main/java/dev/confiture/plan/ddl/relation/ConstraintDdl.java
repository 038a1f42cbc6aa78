package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
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

/** Checks, primary keys, unique and exclusion constraints. */
final class ConstraintDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject constraint, Scene scene) {
        ConstraintClause clause = new ConstraintClause(constraint);
        Relation relation = Relation.of(constraint.key().container(), scene);
        boolean isIndexToComplete = !clause.isCheck() && !constraint.has(Property.VALID);
        String table = isIndexToComplete ? relation.alterOnly(scene) : relation.alter();
        Ddl add = Ddl.of(table + " ADD " + clause.named());
        if (clause.isCheck()) {
            return check(constraint, add, relation, scene);
        }
        Optional<KeyIndex> index = KeyIndex.of(constraint, relation)
                .filter(key -> relation.staysInUse(scene) && !relation.isPartitioned(scene));
        List<Ddl> statements = new ArrayList<>(index.map(key -> key.online(clash(constraint, relation)))
                .orElseGet(() ->
                        List.of(scene.isNew(relation.key()) ? add : withHazard(add, clash(constraint, relation)))));
        if (isIndexToComplete) {
            statements.addAll(parts(constraint, scene));
        }
        PartitionedIndex.intoOldParent(constraint, scene).ifPresent(statements::add);
        return statements;
    }

    /** A key made for ONLY its table asks for no parts. */
    private List<Ddl> parts(CatalogObject constraint, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        for (CatalogObject part : IndexParts.of(scene.after(), constraint.key())) {
            if (part.has(Property.INHERITED) && !PartitionedIndex.isKept(part.key(), scene)) {
                statements.addAll(create(part, scene));
            }
            statements.add(PartitionedIndex.attach(constraint.key(), part.key()));
        }
        return statements;
    }

    private static Ddl withHazard(Ddl statement, Optional<Hazard> hazard) {
        return hazard.map(statement::with).orElse(statement);
    }

    private static List<Ddl> check(CatalogObject constraint, Ddl add, Relation relation, Scene scene) {
        String definition = constraint.require(Property.DEFINITION);
        if (definition.endsWith("NOT ENFORCED")) {
            return List.of(add);
        }
        if (!constraint.has(Property.VALID)) {
            return List.of(Ddl.of(add.sql() + " NOT VALID"));
        }
        if (scene.isNew(relation.key())) {
            return List.of(add);
        }
        Hazard mayFail = breaks(constraint, relation);
        if (!relation.staysInUse(scene) || !relation.isTable()) {
            return List.of(add.with(mayFail));
        }
        return List.of(
                new Ddl(add.sql() + " NOT VALID", Execution.COMMITTED_FIRST, List.of()),
                validate(constraint, relation));
    }

    private static Hazard breaks(CatalogObject constraint, Relation relation) {
        return Hazards.failsOnRows(
                "a row breaks " + constraint.key().name(),
                relation.path(),
                "NOT " + Expression.firstInParentheses(constraint.require(Property.DEFINITION)));
    }

    private static Ddl validate(CatalogObject constraint, Relation relation) {
        return Ddl.of("%s VALIDATE CONSTRAINT %s"
                        .formatted(relation.alter(), constraint.key().name()))
                .with(breaks(constraint, relation));
    }

    private static Optional<Hazard> clash(CatalogObject constraint, Relation relation) {
        Optional<Hazard> sameKey = KeyIndex.of(constraint, relation).map(Duplicates::ofConstraint);
        return sameKey.or(
                () -> Optional.of(Hazard.of(Hazard.Kind.MAY_FAIL_ON_DATA, "two rows may exclude each other")));
    }

    @Override
    public List<Ddl> drop(CatalogObject constraint, Scene scene) {
        Relation relation = Relation.of(constraint.key().container(), scene);
        if (PartitionedIndex.goesWithParent(constraint, scene)) {
            return List.of();
        }
        return List.of(
                Ddl.of(relation.alter() + " DROP CONSTRAINT " + constraint.key().name()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        ConstraintClause clause = new ConstraintClause(after);
        Relation relation = Relation.of(after.key().container(), scene);
        List<Ddl> statements = new ArrayList<>();
        for (Property property : changed) {
            switch (property) {
                case VALID -> {
                    if (!after.has(Property.VALID)) {
                        return Optional.empty();
                    }
                    if (clause.isCheck()) {
                        statements.add(validate(after, relation));
                    }
                }
                case OPTIONS ->
                    Options.storageChanges(before, after)
                            .forEach(change -> statements.add(Ddl.of(alterIndex(after.key()) + change)));
                case TABLESPACE ->
                    statements.add(Ddl.of(alterIndex(after.key()) + "SET TABLESPACE "
                            + after.text(property).orElse("pg_default")));
                case PARENT -> {
                    if (before.has(property) && !PartitionedIndex.leavesWithTable(before, scene)) {
                        return Optional.empty();
                    }
                    PartitionedIndex.intoOldParent(after, scene).ifPresent(statements::add);
                }
                case MERGED -> {
                    if (!after.has(property)) {
                        return Optional.empty();
                    }
                }
                case DEFINITION -> {
                    return swap(before, after, scene);
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(statements);
    }

    /** The new index is there before the old key goes, so that no row slips in between. */
    private static Optional<List<Ddl>> swap(CatalogObject before, CatalogObject after, Scene scene) {
        Relation relation = Relation.of(after.key().container(), scene);
        boolean isAlone = scene.before().neededBy(before.key()).isEmpty()
                && scene.after().neededBy(after.key()).isEmpty()
                && !before.has(Property.PARENT)
                && !after.has(Property.PARENT)
                && !after.has(Property.COMMENT)
                && !after.has(Property.INDEX_COMMENT);
        if (!isAlone || !relation.staysInUse(scene) || relation.isPartitioned(scene)) {
            return Optional.empty();
        }
        return KeyIndex.of(before, relation)
                .flatMap(old -> KeyIndex.of(after, relation).filter(key -> key.canFollow(old, scene)))
                .map(key -> key.swap(clash(after, relation)));
    }

    private static String alterIndex(ObjectKey constraint) {
        return "ALTER INDEX " + PartitionedIndex.path(constraint) + ' ';
    }
}
