package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Row security policies. */
final class Policies implements KindDdl {

    /** ALTER POLICY has no words for these. */
    private static final Set<Property> FIXED = EnumSet.of(Property.COMMAND, Property.RESTRICTIVE);

    @Override
    public List<Ddl> create(CatalogObject policy, Scene scene) {
        StringBuilder sql = new StringBuilder("CREATE POLICY ").append(on(policy));
        if (policy.has(Property.RESTRICTIVE)) {
            sql.append(" AS RESTRICTIVE");
        }
        policy.text(Property.COMMAND).ifPresent(command -> sql.append(" FOR ").append(command));
        policy.text(Property.ROLES).ifPresent(roles -> sql.append(" TO ").append(roles));
        sql.append(expressions(policy, EnumSet.of(Property.USING_EXPRESSION, Property.CHECK_EXPRESSION)));
        return List.of(judged(sql.toString(), policy, scene));
    }

    @Override
    public List<Ddl> drop(CatalogObject policy, Scene scene) {
        Ddl drop = judged("DROP POLICY " + on(policy), policy, scene);
        boolean comesBack = scene.after().contains(policy.key());
        return List.of(
                policy.has(Property.RESTRICTIVE) && comesBack
                        ? drop.with(Hazard.of(
                                Hazard.Kind.PRIVILEGE_CHANGE,
                                "rows that " + policy.key() + " forbids are open to all until it is made again"))
                        : drop);
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        boolean takesExpressionAway = changed.stream()
                .anyMatch(property -> property != Property.ROLES && before.has(property) && !after.has(property));
        if (takesExpressionAway || changed.stream().anyMatch(FIXED::contains)) {
            return Optional.empty();
        }
        StringBuilder sql = new StringBuilder("ALTER POLICY ").append(on(after));
        if (changed.contains(Property.ROLES)) {
            sql.append(" TO ").append(after.text(Property.ROLES).orElse("PUBLIC"));
        }
        return Optional.of(
                List.of(judged(sql.append(expressions(after, changed)).toString(), after, scene)));
    }

    private static String on(CatalogObject policy) {
        return policy.key().name() + " ON " + policy.key().container();
    }

    private static String expressions(CatalogObject policy, Set<Property> wanted) {
        StringBuilder sql = new StringBuilder();
        if (wanted.contains(Property.USING_EXPRESSION)) {
            policy.text(Property.USING_EXPRESSION)
                    .ifPresent(expression -> sql.append("\n    USING ").append(Condition.inParentheses(expression)));
        }
        if (wanted.contains(Property.CHECK_EXPRESSION)) {
            policy.text(Property.CHECK_EXPRESSION)
                    .ifPresent(
                            expression -> sql.append("\n    WITH CHECK ").append(Condition.inParentheses(expression)));
        }
        return sql.toString();
    }

    private static Ddl judged(String sql, CatalogObject policy, Scene scene) {
        Ddl ddl = Ddl.of(sql);
        return scene.isNew(policy.key()) && !scene.before().contains(policy.key()) && isOnNewTable(policy, scene)
                ? ddl
                : ddl.with(Hazard.of(
                        Hazard.Kind.PRIVILEGE_CHANGE,
                        "which rows of " + policy.key().container() + " roles may see or write changes"));
    }

    private static boolean isOnNewTable(CatalogObject policy, Scene scene) {
        return scene.after().needs(policy.key()).stream()
                .filter(used -> used.path().equals(policy.key().container()))
                .allMatch(scene::isNew);
    }
}
