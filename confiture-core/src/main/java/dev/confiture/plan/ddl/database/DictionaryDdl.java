package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.OptionChanges;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Text search dictionaries. */
final class DictionaryDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject dictionary, Scene scene) {
        List<String> options = new ArrayList<>();
        options.add("TEMPLATE = " + dictionary.require(Property.TEMPLATE));
        options.addAll(dictionary.lines(Property.OPTIONS));
        return List.of(Ddl.of("CREATE TEXT SEARCH DICTIONARY %s (\n    %s\n)"
                .formatted(dictionary.key().path(), String.join(",\n    ", options))));
    }

    @Override
    public List<Ddl> drop(CatalogObject dictionary, Scene scene) {
        return List.of(DefinedDdl.dropped(dictionary));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (changed.contains(Property.TEMPLATE)) {
            return Optional.empty();
        }
        OptionChanges changes = OptionChanges.of(before, after, " = ");
        List<String> options = new ArrayList<>(changes.added().values());
        // a name without a value takes the option away
        options.addAll(changes.removed().keySet());
        return Optional.of(List.of(Ddl.of(
                "ALTER TEXT SEARCH DICTIONARY %s (%s)".formatted(after.key().path(), String.join(", ", options)))));
    }
}
