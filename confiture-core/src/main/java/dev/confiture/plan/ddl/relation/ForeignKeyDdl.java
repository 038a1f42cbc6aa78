package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** Foreign keys. */
final class ForeignKeyDdl implements KindDdl {

    /** Before the column that must be covered, not found (from 18 on). */
    private static final String PERIOD = "PERIOD ";

    private static final Pattern MODE = Pattern.compile("( DEFERRABLE)?( INITIALLY DEFERRED)?$");

    @Override
    public List<Ddl> create(CatalogObject key, Scene scene) {
        Relation relation = Relation.of(key.key().container(), scene);
        String add = relation.alter() + " ADD " + new ConstraintClause(key).named();
        if (key.require(Property.DEFINITION).endsWith("NOT ENFORCED")) {
            return List.of(Ddl.of(add));
        }
        if (!key.has(Property.VALID)) {
            return List.of(Ddl.of(add + " NOT VALID"));
        }
        if (scene.isNew(relation.key())) {
            return List.of(Ddl.of(add));
        }
        if (!relation.staysInUse(scene) || relation.isPartitioned(scene)) {
            return List.of(withHazard(Ddl.of(add), key));
        }
        return List.of(new Ddl(add + " NOT VALID", Execution.COMMITTED_FIRST, List.of()), validate(key, relation));
    }

    /** Whether rows that are there have to follow it. */
    static boolean isKept(CatalogObject key) {
        return key.has(Property.VALID) && !key.require(Property.DEFINITION).endsWith("NOT ENFORCED");
    }

    private static Ddl validate(CatalogObject key, Relation relation) {
        return withHazard(
                Ddl.of("%s VALIDATE CONSTRAINT %s"
                        .formatted(relation.alter(), key.key().name())),
                key);
    }

    /** @return the statement, which looks whether each row refers to another one */
    static Ddl withHazard(Ddl statement, CatalogObject key) {
        String definition = key.require(Property.DEFINITION);
        List<String> own = Names.list(Expression.firstInParentheses(definition));
        int references = Expression.topLevel(definition, " REFERENCES ") + " REFERENCES ".length();
        int open = definition.indexOf('(', references);
        List<String> far = Names.list(definition.substring(open + 1, Expression.closing(definition, open)));
        List<String> known = new ArrayList<>();
        List<String> match = new ArrayList<>();
        String found = "EXISTS (SELECT FROM %s there WHERE %s)";
        for (int i = 0; i < own.size(); i++) {
            String here = "here." + ofPeriod(own.get(i));
            String there = "there." + ofPeriod(far.get(i));
            known.add(here + " IS NOT NULL");
            if (own.get(i).startsWith(PERIOD)) {
                // several rows may cover it together
                match.add("%s && %s".formatted(there, here));
                found = "coalesce(%s <@ (SELECT range_agg(%s) FROM %%s there WHERE %%s), false)".formatted(here, there);
            } else {
                match.add("%s = %s".formatted(there, here));
            }
        }
        return statement.with(Hazards.failsWith(
                "a row refers to nothing",
                "SELECT EXISTS (SELECT FROM %s here WHERE %s AND NOT %s)"
                        .formatted(
                                key.key().container(),
                                String.join(" AND ", known),
                                found.formatted(definition.substring(references, open), String.join(" AND ", match)))));
    }

    private static String ofPeriod(String column) {
        return column.startsWith(PERIOD) ? column.substring(PERIOD.length()) : column;
    }

    @Override
    public List<Ddl> drop(CatalogObject key, Scene scene) {
        Relation relation = Relation.of(key.key().container(), scene);
        return List.of(Ddl.of(relation.alter() + " DROP CONSTRAINT " + key.key().name()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        Relation relation = Relation.of(after.key().container(), scene);
        List<Ddl> statements = new ArrayList<>();
        if (changed.equals(Set.of(Property.PARENT))
                && relation.isPart(scene.before()) != relation.isPart(scene.after())) {
            return Optional.of(statements); // it stays when a partition leaves, and becomes the parent's when it comes
        }
        if (!Set.of(Property.DEFINITION, Property.VALID).containsAll(changed)) {
            return Optional.empty();
        }
        if (changed.contains(Property.DEFINITION)) {
            if (!withoutMode(before).equals(withoutMode(after))) {
                return Optional.empty();
            }
            String definition = after.require(Property.DEFINITION);
            String mode = definition.substring(withoutMode(after).length());
            statements.add(Ddl.of("%s ALTER CONSTRAINT %s%s"
                    .formatted(relation.alter(), after.key().name(), mode.isEmpty() ? " NOT DEFERRABLE" : mode)));
        }
        if (changed.contains(Property.VALID)) {
            if (!after.has(Property.VALID)) {
                return Optional.empty();
            }
            statements.add(validate(after, relation));
        }
        return Optional.of(statements);
    }

    private static String withoutMode(CatalogObject key) {
        return MODE.matcher(key.require(Property.DEFINITION)).replaceFirst("");
    }
}
