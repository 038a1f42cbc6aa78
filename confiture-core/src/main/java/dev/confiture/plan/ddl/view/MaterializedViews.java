package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Materialized views; a new definition needs a new one, indexes and all. */
final class MaterializedViews implements KindDdl {

    /** The first major that changes the access method in place. */
    private static final int SETS_ACCESS_METHOD = 15;

    @Override
    public List<Ddl> create(CatalogObject view, Scene scene) {
        StringBuilder sql = new StringBuilder("CREATE MATERIALIZED VIEW ").append(path(view));
        view.text(Property.METHOD).ifPresent(method -> sql.append(" USING ").append(method));
        List<String> options = view.lines(Property.OPTIONS);
        if (!options.isEmpty()) {
            sql.append(" WITH (").append(StorageOptions.written(options)).append(')');
        }
        view.text(Property.TABLESPACE)
                .ifPresent(tablespace -> sql.append(" TABLESPACE ").append(tablespace));
        sql.append(" AS\n").append(view.require(Property.DEFINITION));
        if (view.has(Property.NO_DATA)) {
            sql.append("\nWITH NO DATA");
        }
        Ddl create = Ddl.of(sql.toString());
        return List.of(view.has(Property.NO_DATA) || readsNewTablesOnly(view, scene) ? create : scans(create, view));
    }

    @Override
    public List<Ddl> drop(CatalogObject view, Scene scene) {
        return List.of(Readers.lose(Ddl.of("DROP MATERIALIZED VIEW " + path(view)), view.key(), scene));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        boolean changesMethod = changed.contains(Property.METHOD);
        if (changed.contains(Property.DEFINITION)
                || changed.contains(Property.COLUMNS)
                || (changesMethod && scene.after().serverMajor() < SETS_ACCESS_METHOD)) {
            return Optional.empty();
        }
        String alter = "ALTER MATERIALIZED VIEW " + path(after);
        List<Ddl> ddl = new ArrayList<>(StorageOptions.change(alter, before, after));
        if (changesMethod) {
            ddl.add(Ddl.of(
                    alter + " SET ACCESS METHOD " + after.text(Property.METHOD).orElse("heap")));
        }
        if (changed.contains(Property.TABLESPACE)) {
            ddl.add(Ddl.of(
                    alter + " SET TABLESPACE " + after.text(Property.TABLESPACE).orElse("pg_default")));
        }
        if (changed.contains(Property.NO_DATA)) {
            ddl.add(refresh(after));
        }
        return Optional.of(ddl);
    }

    private static Ddl refresh(CatalogObject view) {
        Ddl refresh = Ddl.of("REFRESH MATERIALIZED VIEW " + path(view));
        return view.has(Property.NO_DATA)
                ? Ddl.of(refresh.sql() + " WITH NO DATA")
                        .with(Hazard.of(
                                Hazard.Kind.BREAKS_READERS, "nobody can read " + view.key() + " until it is refreshed"))
                : scans(refresh, view);
    }

    private static Ddl scans(Ddl ddl, CatalogObject view) {
        return ddl.with(Hazard.of(Hazard.Kind.LONG_SCAN, "runs the query of " + view.key() + " and stores its rows"));
    }

    private static boolean readsNewTablesOnly(CatalogObject view, Scene scene) {
        return scene.after().needs(view.key()).stream()
                .filter(used -> used.kind() != ObjectKind.SCHEMA)
                .allMatch(scene::isNew);
    }

    private static String path(CatalogObject view) {
        return view.key().path();
    }
}
