package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** Views, with the defaults of their columns. */
final class Views implements KindDdl {

    private static final String CHECK_OPTION = "check_option=";

    @Override
    public List<Ddl> create(CatalogObject view, Scene scene) {
        List<Ddl> ddl = new ArrayList<>();
        ddl.add(Ddl.of(statement("CREATE VIEW ", view)));
        for (CatalogObject part : scene.parts(view.key())) {
            if (part.kind() == ObjectKind.COLUMN_DEFAULT) {
                ddl.add(Ddl.of(alter(view) + " ALTER COLUMN " + part.key().name() + " SET DEFAULT "
                        + part.require(Property.DEFINITION)));
            }
        }
        return ddl;
    }

    @Override
    public List<Ddl> drop(CatalogObject view, Scene scene) {
        return List.of(Readers.lose(Ddl.of("DROP VIEW " + view.key().path()), view.key(), scene));
    }

    /**
     * CREATE OR REPLACE VIEW keeps what stands on the view, but only adds columns at the end: it refuses others under the
     * old names, types and collations (42P16).
     */
    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (!changed.contains(Property.DEFINITION) && !changed.contains(Property.COLUMNS)) {
            return Optional.of(StorageOptions.change(alter(after), before, after));
        }
        return keepsColumns(before.lines(Property.COLUMNS), after.lines(Property.COLUMNS))
                ? Optional.of(List.of(Ddl.of(statement("CREATE OR REPLACE VIEW ", after))))
                : Optional.empty();
    }

    private static boolean keepsColumns(List<String> before, List<String> after) {
        return before.size() <= after.size() && after.subList(0, before.size()).equals(before);
    }

    private static String alter(CatalogObject view) {
        return "ALTER VIEW " + view.key().path();
    }

    private static String statement(String verb, CatalogObject view) {
        StringBuilder sql = new StringBuilder(verb).append(view.key().path());
        List<String> options = new ArrayList<>(view.lines(Property.OPTIONS));
        Optional<String> check = options.stream()
                .filter(option -> option.startsWith(CHECK_OPTION))
                .findFirst();
        check.ifPresent(options::remove);
        if (!options.isEmpty()) {
            sql.append(" WITH (").append(StorageOptions.written(options)).append(')');
        }
        sql.append(" AS\n").append(view.require(Property.DEFINITION));
        check.ifPresent(option -> sql.append("\nWITH ")
                .append(option.substring(CHECK_OPTION.length()).toUpperCase(Locale.ROOT))
                .append(" CHECK OPTION"));
        return sql.toString();
    }
}
