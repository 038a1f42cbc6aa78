package dev.confiture.plan.ddl;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** For kinds whose definition is the whole statement that makes them. */
public final class DefinedDdl implements KindDdl {

    private static final String REPLACING = "CREATE OR REPLACE ";

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        return List.of(Ddl.of(created(object)));
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        return List.of(dropped(object));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        String definition = after.require(Property.DEFINITION);
        return definition.startsWith(REPLACING) ? Optional.of(List.of(Ddl.of(definition))) : Optional.empty();
    }

    /** The statement that makes it where nothing of its name is. */
    public static String created(CatalogObject object) {
        String definition = object.require(Property.DEFINITION);
        return definition.startsWith(REPLACING) ? "CREATE " + definition.substring(REPLACING.length()) : definition;
    }

    /** {@code DROP KIND name}. */
    public static Ddl dropped(CatalogObject object) {
        return Ddl.of("DROP " + object.kind().words() + " " + object.key().path());
    }
}
