package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.OptionChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code OPTIONS (…)}; an option without a value is a secret, which is not read and therefore written empty. */
final class ForeignOptions {

    private ForeignOptions() {}

    static Optional<String> created(CatalogObject object) {
        return clause(object.lines(Property.OPTIONS).stream()
                .map(ForeignOptions::withValue)
                .toList());
    }

    static Optional<String> changed(CatalogObject before, CatalogObject after) {
        OptionChanges changes = OptionChanges.of(before, after, " ");
        List<String> options = new ArrayList<>();
        changes.removed().keySet().forEach(name -> options.add("DROP " + name));
        changes.added()
                .forEach((name, line) -> options.add(
                        (OptionChanges.byName(before, " ").containsKey(name) ? "SET " : "ADD ") + withValue(line)));
        return clause(options);
    }

    static boolean isSecret(String line) {
        return line.indexOf(' ') < 0;
    }

    private static String withValue(String line) {
        return isSecret(line) ? line + " ''" : line;
    }

    private static Optional<String> clause(List<String> options) {
        return options.isEmpty() ? Optional.empty() : Optional.of("OPTIONS (" + String.join(", ", options) + ")");
    }
}
