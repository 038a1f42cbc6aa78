package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Columns of views, which come and go with them; only those of materialized views have settings. */
final class ViewColumns implements KindDdl {

    /** The first major that knows SET STORAGE DEFAULT; before, nearly all types that can be stored apart are EXTENDED. */
    private static final int STORAGE_DEFAULT = 16;

    @Override
    public List<Ddl> create(CatalogObject column, Scene scene) {
        ObjectKey key = column.key();
        return settings(CatalogObject.of(key, Map.of()), column, scene);
    }

    @Override
    public List<Ddl> drop(CatalogObject column, Scene scene) {
        return List.of();
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(settings(before, after, scene));
    }

    private static List<Ddl> settings(CatalogObject before, CatalogObject after, Scene scene) {
        String alter = "ALTER MATERIALIZED VIEW " + after.key().container() + " ALTER COLUMN "
                + after.key().name();
        SortedSet<Property> changed = before.differences(after);
        List<Ddl> ddl = new ArrayList<>();
        if (changed.contains(Property.STORAGE)) {
            String initial = scene.after().serverMajor() < STORAGE_DEFAULT ? "EXTENDED" : "DEFAULT";
            ddl.add(Ddl.of(
                    alter + " SET STORAGE " + after.text(Property.STORAGE).orElse(initial)));
        }
        if (changed.contains(Property.COMPRESSION)) {
            ddl.add(Ddl.of(alter + " SET COMPRESSION "
                    + after.text(Property.COMPRESSION).orElse("default")));
        }
        if (changed.contains(Property.STATISTICS_TARGET)) {
            ddl.add(Ddl.of(alter + " SET STATISTICS "
                    + after.text(Property.STATISTICS_TARGET).orElse("-1")));
        }
        ddl.addAll(StorageOptions.change(alter, before, after));
        return ddl;
    }
}
