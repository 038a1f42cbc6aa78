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

final class ForeignServerDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject server, Scene scene) {
        StringBuilder sql =
                new StringBuilder("CREATE SERVER ").append(server.key().name());
        server.text(Property.TYPE).ifPresent(type -> sql.append(" TYPE ").append(type));
        server.text(Property.VERSION)
                .ifPresent(version -> sql.append(" VERSION ").append(version));
        sql.append(" FOREIGN DATA WRAPPER ").append(server.require(Property.WRAPPER));
        ForeignOptions.created(server).ifPresent(options -> sql.append("\n    ").append(options));
        return List.of(Ddl.of(sql.toString()));
    }

    @Override
    public List<Ddl> drop(CatalogObject server, Scene scene) {
        return List.of(DefinedDdl.dropped(server));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        boolean losesVersion = changed.contains(Property.VERSION) && !after.has(Property.VERSION);
        if (changed.contains(Property.TYPE) || changed.contains(Property.WRAPPER) || losesVersion) {
            return Optional.empty();
        }
        StringBuilder sql =
                new StringBuilder("ALTER SERVER ").append(after.key().name());
        if (changed.contains(Property.VERSION)) {
            sql.append(" VERSION ").append(after.require(Property.VERSION));
        }
        ForeignOptions.changed(before, after)
                .ifPresent(options -> sql.append(' ').append(options));
        return Optional.of(List.of(Ddl.of(sql.toString())));
    }
}
