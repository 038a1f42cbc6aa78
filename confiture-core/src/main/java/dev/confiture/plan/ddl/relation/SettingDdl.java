package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a table says about one of its indexes: clustered on it, known by it to replicas. */
final class SettingDdl implements KindDdl {

    private final String set;
    private final String reset;

    private SettingDdl(String set, String reset) {
        this.set = set;
        this.reset = reset;
    }

    static SettingDdl clustering() {
        return new SettingDdl("CLUSTER ON ", "SET WITHOUT CLUSTER");
    }

    static SettingDdl replicaIdentity() {
        return new SettingDdl("REPLICA IDENTITY ", "REPLICA IDENTITY DEFAULT");
    }

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        return List.of(Ddl.of(table(object, scene) + ' ' + set + object.require(Property.DEFINITION)));
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        return List.of(Ddl.of(table(object, scene) + ' ' + reset));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(create(after, scene));
    }

    private static String table(CatalogObject object, Scene scene) {
        return Relation.of(object.key().container(), scene).alter();
    }
}
