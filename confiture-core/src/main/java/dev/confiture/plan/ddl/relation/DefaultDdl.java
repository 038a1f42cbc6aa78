package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Defaults, and the expressions of generated columns. */
final class DefaultDdl implements KindDdl {

    private static final int CHANGES_EXPRESSION = 17;

    @Override
    public List<Ddl> create(CatalogObject value, Scene scene) {
        return write(value, action(value, scene), scene, scene.after());
    }

    @Override
    public List<Ddl> drop(CatalogObject value, Scene scene) {
        boolean wasGenerated =
                column(value, scene.before()).filter(DefaultDdl::isGenerated).isPresent();
        if (wasGenerated || !value.has(Property.DEFINITION)) {
            return List.of();
        }
        return write(value, "DROP DEFAULT", scene, scene.before());
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        boolean was =
                column(before, scene.before()).filter(DefaultDdl::isGenerated).isPresent();
        boolean is =
                column(after, scene.after()).filter(DefaultDdl::isGenerated).isPresent();
        if (!is) {
            return Optional.of(create(after, scene));
        }
        boolean isStored = column(after, scene.after())
                .flatMap(column -> column.text(Property.GENERATED))
                .filter("STORED"::equals)
                .isPresent();
        if (!was || scene.after().serverMajor() < CHANGES_EXPRESSION) {
            return Optional.empty();
        }
        Ddl set = Ddl.of(Relation.of(after.key().container(), scene).alter()
                + " ALTER COLUMN %s SET EXPRESSION AS (%s)"
                        .formatted(
                                after.key().name(), Expression.withoutParentheses(after.require(Property.DEFINITION))));
        return Optional.of(List.of(isStored ? written(set, after.key(), scene) : set));
    }

    private static Ddl written(Ddl set, ObjectKey value, Scene scene) {
        Ddl told = set.with(Hazard.of(Hazard.Kind.EXCLUSIVE_LOCK, "the whole table is written anew under the lock"));
        ObjectKey column = ObjectKey.of(ObjectKind.COLUMN, value.container(), value.name());
        for (ObjectKey user : scene.before().neededBy(column)) {
            if (isRule(user, scene.before()) && scene.after().contains(user)) {
                told = told.with(Hazard.of(
                        Hazard.Kind.MAY_FAIL_ON_DATA, "new values of " + value.name() + " may break " + user));
            }
        }
        return told;
    }

    private static boolean isRule(ObjectKey user, Catalog catalog) {
        return switch (user.kind()) {
            case CONSTRAINT, FOREIGN_KEY -> true;
            case INDEX -> catalog.get(user).has(Property.UNIQUE);
            default -> false;
        };
    }

    private static boolean isGenerated(CatalogObject column) {
        return column.has(Property.GENERATED);
    }

    private static Optional<CatalogObject> column(CatalogObject value, Catalog catalog) {
        return catalog.find(ObjectKey.of(
                ObjectKind.COLUMN, value.key().container(), value.key().name()));
    }

    private static String action(CatalogObject value, Scene scene) {
        String type = column(value, scene.after())
                .flatMap(column -> column.text(Property.TYPE))
                .orElse("");
        return value.text(Property.DEFINITION)
                .map(text -> "SET DEFAULT " + Expression.simplerDefault(text, type))
                .orElse("DROP DEFAULT");
    }

    /** On a parent it reaches all children; if one of them has its own, each is told by itself. */
    private static List<Ddl> write(CatalogObject value, String action, Scene scene, Catalog takers) {
        ObjectKey key = value.key();
        Relation relation = Relation.of(key.container(), scene);
        boolean someDiffer = takers.keys().stream()
                .filter(other -> other.kind() == ObjectKind.COLUMN_DEFAULT
                        && other.name().equals(key.name()))
                .anyMatch(other -> descendsFrom(other.container(), relation, scene)
                        && scene.after()
                                .find(other)
                                .filter(own -> !own.has(Property.INHERITED))
                                .isPresent());
        String column = " ALTER COLUMN " + key.name() + ' ' + action;
        if (!someDiffer) {
            return List.of(Ddl.of(relation.alter() + column));
        }
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of(relation.alterOnly(scene) + column));
        for (CatalogObject child : Relation.takenOver(key, takers)) {
            boolean hasOwnNow = scene.after()
                    .find(child.key())
                    .filter(own -> !own.has(Property.INHERITED))
                    .isPresent();
            if (hasOwnNow) {
                continue;
            }
            statements.add(Ddl.of(Relation.of(child.key().container(), scene).alterOnly(scene) + column));
        }
        return statements;
    }

    private static boolean descendsFrom(String path, Relation relation, Scene scene) {
        return relation.children(scene.after())
                .anyMatch(child -> child.equals(path) || descendsFrom(path, Relation.of(child, scene), scene));
    }
}
