package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Schemas; every new database has {@code public}. */
final class SchemaDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject schema, Scene scene) {
        String name = schema.key().name();
        return List.of(Ddl.of("CREATE SCHEMA " + (name.equals("public") ? "IF NOT EXISTS " : "") + name));
    }

    @Override
    public List<Ddl> drop(CatalogObject schema, Scene scene) {
        return List.of(DefinedDdl.dropped(schema));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.empty();
    }
}
