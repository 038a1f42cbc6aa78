package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Extensions, in the version that the server chooses unless another was chosen. */
final class ExtensionDdl implements KindDdl {

    /** Every new database has it. */
    private static final String PLPGSQL = "plpgsql";

    @Override
    public List<Ddl> create(CatalogObject extension, Scene scene) {
        String name = extension.key().name();
        StringBuilder sql = new StringBuilder("CREATE EXTENSION ")
                .append(name.equals(PLPGSQL) ? "IF NOT EXISTS " : "")
                .append(name)
                .append(" WITH SCHEMA ")
                .append(extension.require(Property.SCHEMA));
        if (extension.has(Property.VERSION_CHOSEN)) {
            sql.append(" VERSION ").append(extension.require(Property.VERSION));
        }
        return List.of(Ddl.of(sql.toString()));
    }

    @Override
    public List<Ddl> drop(CatalogObject extension, Scene scene) {
        Hazard lost = Hazard.of(Hazard.Kind.BREAKS_READERS, "all that %s brought is gone".formatted(extension.key()));
        return List.of(DefinedDdl.dropped(extension).with(lost));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (changed.contains(Property.SCHEMA) && !before.has(Property.RELOCATABLE)) {
            return Optional.empty();
        }
        List<Ddl> statements = new ArrayList<>();
        String alter = "ALTER EXTENSION " + after.key().name();
        if (changed.contains(Property.SCHEMA)) {
            statements.add(Ddl.of(alter + " SET SCHEMA " + after.require(Property.SCHEMA)));
        }
        if (changed.contains(Property.VERSION)) {
            Hazard update = Hazard.of(
                    Hazard.Kind.CANNOT_BE_PROVED,
                    "whether there is a way from version %s to %s is known to the server that has the extension's files"
                            .formatted(before.require(Property.VERSION), after.require(Property.VERSION)));
            statements.add(Ddl.of(alter + " UPDATE TO " + after.require(Property.VERSION))
                    .with(update));
        }
        return Optional.of(statements);
    }
}
