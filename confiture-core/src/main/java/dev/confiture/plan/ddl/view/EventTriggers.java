package dev.confiture.plan.ddl.view;

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

/** Triggers on DDL itself. */
final class EventTriggers implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject trigger, Scene scene) {
        StringBuilder sql = new StringBuilder("CREATE EVENT TRIGGER ")
                .append(trigger.key().name())
                .append(" ON ")
                .append(trigger.require(Property.EVENT));
        trigger.text(Property.TAGS)
                .ifPresent(
                        tags -> sql.append("\n    WHEN TAG IN (").append(tags).append(')'));
        sql.append("\n    EXECUTE FUNCTION ").append(trigger.require(Property.FUNCTION));
        List<Ddl> ddl = new ArrayList<>();
        ddl.add(Ddl.of(sql.toString()));
        if (trigger.has(Property.ENABLED)) {
            ddl.add(enable(trigger));
        }
        return ddl;
    }

    @Override
    public List<Ddl> drop(CatalogObject trigger, Scene scene) {
        return List.of(Ddl.of("DROP EVENT TRIGGER " + trigger.key().name()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return changed.equals(Set.of(Property.ENABLED)) ? Optional.of(List.of(enable(after))) : Optional.empty();
    }

    private static Ddl enable(CatalogObject trigger) {
        return Ddl.of("ALTER EVENT TRIGGER " + trigger.key().name() + ' '
                + trigger.text(Property.ENABLED).orElse("ENABLE"));
    }
}
