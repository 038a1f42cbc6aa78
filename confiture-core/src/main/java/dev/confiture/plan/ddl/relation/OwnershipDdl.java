package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Which column a sequence goes with. */
final class OwnershipDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        return List.of(owner(object, object.require(Property.RELATION) + '.' + object.require(Property.COLUMNS)));
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        return List.of(owner(object, "NONE"));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(create(after, scene));
    }

    private static Ddl owner(CatalogObject object, String owner) {
        return Ddl.of("ALTER SEQUENCE %s OWNED BY %s".formatted(object.key().path(), owner));
    }
}
