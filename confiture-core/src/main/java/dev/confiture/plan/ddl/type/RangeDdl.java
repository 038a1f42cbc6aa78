package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Nothing of a range can be changed. */
final class RangeDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject range, Scene scene) {
        return List.of(Ddl.of(DefinedDdl.created(range)));
    }

    @Override
    public List<Ddl> drop(CatalogObject range, Scene scene) {
        return Announced.dropped(range, scene);
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.empty();
    }
}
