package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Foreign keys. */
final class ForeignKeyDdl implements KindDdl {

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

    private static Ddl validate(CatalogObject key, Relation relation) {
        return withHazard(
                Ddl.of("%s VALIDATE CONSTRAINT %s"
                        .formatted(relation.alter(), key.key().name())),
                key);
    }

    private static Ddl withHazard(Ddl statement, CatalogObject key) {
        return orphans(key).map(statement::with).orElse(statement);
    }

    private static Optional<Hazard> orphans(CatalogObject key) {
        String definition = key.require(Property.DEFINITION);
        if (definition.contains("PERIOD ")) {
            return Optional.empty();
        }
        List<String> own = Names.list(Expression.firstInParentheses(definition));
        int references = Expression.topLevel(definition, " REFERENCES ") + " REFERENCES ".length();
        int open = definition.indexOf('(', references);
        List<String> far = Names.list(definition.substring(open + 1, Expression.closing(definition, open)));
        String match = IntStream.range(0, own.size())
                .mapToObj(i -> "there.%s = here.%s".formatted(far.get(i), own.get(i)))
                .collect(Collectors.joining(" AND "));
        String known = own.stream()
                .map(column -> "here.%s IS NOT NULL".formatted(column))
                .collect(Collectors.joining(" AND "));
        return Optional.of(Hazards.failsWith(
                "a row refers to nothing",
                "SELECT EXISTS (SELECT FROM %s here WHERE %s AND NOT EXISTS (SELECT FROM %s there WHERE %s))"
                        .formatted(key.key().container(), known, definition.substring(references, open), match)));
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
