package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Rules beside the one that makes a view. */
final class Rules implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject rule, Scene scene) {
        List<Ddl> ddl = new ArrayList<>();
        ddl.add(Ddl.of(rule.require(Property.DEFINITION)));
        if (rule.has(Property.ENABLED)) {
            ddl.add(enable(rule));
        }
        return ddl;
    }

    @Override
    public List<Ddl> drop(CatalogObject rule, Scene scene) {
        return List.of(
                Ddl.of("DROP RULE " + rule.key().name() + " ON " + rule.key().container()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<Ddl> ddl = new ArrayList<>();
        if (changed.contains(Property.DEFINITION)) {
            ddl.add(Ddl.of(after.require(Property.DEFINITION).replaceFirst("^CREATE RULE", "CREATE OR REPLACE RULE")));
        }
        if (changed.contains(Property.ENABLED)) {
            ddl.add(enable(after));
        }
        return Optional.of(ddl);
    }

    private static Ddl enable(CatalogObject rule) {
        return Ddl.of("ALTER TABLE " + rule.key().container() + ' '
                + rule.text(Property.ENABLED).orElse("ENABLE") + " RULE "
                + rule.key().name());
    }
}
