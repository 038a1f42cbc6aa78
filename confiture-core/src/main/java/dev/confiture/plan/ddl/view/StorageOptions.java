package dev.confiture.plan.ddl.view;

import static java.util.stream.Collectors.joining;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import java.util.ArrayList;
import java.util.List;

/** Options that the catalog tells as lines of {@code name=value}. */
final class StorageOptions {

    private StorageOptions() {}

    /** {@code a = 1, b = on} */
    static String written(List<String> options) {
        return options.stream().map(option -> option.replaceFirst("=", " = ")).collect(joining(", "));
    }

    /**
     * From one object's to another's.
     *
     * @param statement {@code ALTER VIEW app.v}
     */
    static List<Ddl> change(String statement, CatalogObject before, CatalogObject after) {
        List<String> set = new ArrayList<>(after.lines(Property.OPTIONS));
        set.removeAll(before.lines(Property.OPTIONS));
        List<String> reset = new ArrayList<>(before.lines(Property.OPTIONS).stream()
                .map(StorageOptions::name)
                .toList());
        reset.removeAll(
                after.lines(Property.OPTIONS).stream().map(StorageOptions::name).toList());
        List<Ddl> ddl = new ArrayList<>();
        if (!set.isEmpty()) {
            ddl.add(Ddl.of(statement + " SET (" + written(set) + ")"));
        }
        if (!reset.isEmpty()) {
            ddl.add(Ddl.of(statement + " RESET (" + String.join(", ", reset) + ")"));
        }
        return ddl;
    }

    private static String name(String option) {
        return option.substring(0, option.indexOf('='));
    }
}
