package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.OptionChanges;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Types with functions of their own for input and output. */
final class BaseTypeDdl implements KindDdl {

    private static final Set<String> CHANGEABLE =
            Set.of("RECEIVE", "SEND", "TYPMOD_IN", "TYPMOD_OUT", "ANALYZE", "SUBSCRIPT", "STORAGE");

    @Override
    public List<Ddl> create(CatalogObject type, Scene scene) {
        return List.of(Ddl.of("CREATE TYPE %s (\n    %s\n)"
                .formatted(type.key().path(), String.join(",\n    ", type.lines(Property.OPTIONS)))));
    }

    @Override
    public List<Ddl> drop(CatalogObject type, Scene scene) {
        return Announced.dropped(type, scene);
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        OptionChanges changes = OptionChanges.of(before, after, " = ");
        if (!CHANGEABLE.containsAll(changes.added().keySet())
                || !CHANGEABLE.containsAll(changes.removed().keySet())
                || "STORAGE = plain".equals(changes.added().get("STORAGE"))) {
            return Optional.empty();
        }
        List<String> settings = new ArrayList<>(changes.added().values());
        changes.removed().keySet().forEach(name -> settings.add(name + " = NONE"));
        return Optional.of(
                List.of(Ddl.of("ALTER TYPE %s SET (%s)".formatted(after.key().path(), String.join(", ", settings)))));
    }
}
