package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Extended statistics. */
final class StatisticsDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of(object.require(Property.DEFINITION)));
        if (object.has(Property.STATISTICS_TARGET)) {
            statements.add(target(object));
        }
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        return List.of(Ddl.of("DROP STATISTICS " + object.key().path()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return changed.equals(Set.of(Property.STATISTICS_TARGET))
                ? Optional.of(List.of(target(after)))
                : Optional.empty();
    }

    private static Ddl target(CatalogObject object) {
        return Ddl.of("ALTER STATISTICS %s SET STATISTICS %s"
                .formatted(
                        object.key().path(),
                        object.text(Property.STATISTICS_TARGET).orElse("-1")));
    }
}
