package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What is dropped together with an extension although it is not one of its members. */
final class ExtensionDependencyDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject dependency, Scene scene) {
        return List.of(change(dependency, "DEPENDS"));
    }

    @Override
    public List<Ddl> drop(CatalogObject dependency, Scene scene) {
        return List.of(change(dependency, "NO DEPENDS"));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.empty();
    }

    private static Ddl change(CatalogObject dependency, String verb) {
        return Ddl.of("ALTER %s %s ON EXTENSION %s"
                .formatted(dependency.require(Property.DEFINITION), verb, dependency.require(Property.EXTENSION)));
    }
}
