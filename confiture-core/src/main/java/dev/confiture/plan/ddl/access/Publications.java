package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/** Publications without their members. */
final class Publications implements KindDdl {

    /** What an option is where the catalog does not tell it. */
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.of(
            "publish", "'insert, update, delete, truncate'",
            "publish_via_partition_root", "false",
            "publish_generated_columns", "none"));

    @Override
    public List<Ddl> create(CatalogObject publication, Scene scene) {
        StringBuilder sql = new StringBuilder("CREATE PUBLICATION ")
                .append(publication.key().name());
        if (publication.has(Property.ALL_TABLES)) {
            sql.append(" FOR ALL TABLES");
        }
        List<String> options = publication.lines(Property.OPTIONS);
        if (!options.isEmpty()) {
            sql.append(" WITH (").append(String.join(", ", options)).append(')');
        }
        return List.of(Ddl.of(sql.toString()));
    }

    @Override
    public List<Ddl> drop(CatalogObject publication, Scene scene) {
        return List.of(Ddl.of("DROP PUBLICATION " + publication.key().name()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (changed.contains(Property.ALL_TABLES)) {
            return Optional.empty();
        }
        List<String> was = before.lines(Property.OPTIONS);
        List<String> becomes = after.lines(Property.OPTIONS);
        List<String> set = new ArrayList<>(becomes);
        set.removeAll(was);
        DEFAULTS.forEach((option, value) -> {
            String start = option + " = ";
            if (was.stream().anyMatch(line -> line.startsWith(start))
                    && becomes.stream().noneMatch(line -> line.startsWith(start))) {
                set.add(start + value);
            }
        });
        return Optional.of(
                List.of(Ddl.of("ALTER PUBLICATION " + after.key().name() + " SET (" + String.join(", ", set) + ")")));
    }
}
