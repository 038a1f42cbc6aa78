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
import java.util.stream.Collectors;

final class ForeignDataWrapperDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject wrapper, Scene scene) {
        return List.of(statement(
                "CREATE",
                wrapper,
                List.of(
                        wrapper.text(Property.HANDLER).map(name -> "HANDLER " + name),
                        wrapper.text(Property.VALIDATOR).map(name -> "VALIDATOR " + name),
                        ForeignOptions.created(wrapper))));
    }

    @Override
    public List<Ddl> drop(CatalogObject wrapper, Scene scene) {
        return List.of(DefinedDdl.dropped(wrapper));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(List.of(statement(
                "ALTER",
                after,
                List.of(
                        function("HANDLER", Property.HANDLER, after, changed),
                        function("VALIDATOR", Property.VALIDATOR, after, changed),
                        ForeignOptions.changed(before, after)))));
    }

    private static Optional<String> function(
            String word, Property property, CatalogObject after, SortedSet<Property> changed) {
        return changed.contains(property)
                ? Optional.of(
                        after.text(property).map(name -> word + " " + name).orElse("NO " + word))
                : Optional.empty();
    }

    private static Ddl statement(String verb, CatalogObject wrapper, List<Optional<String>> clauses) {
        return Ddl.of(clauses.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.joining(
                        " ", verb + " FOREIGN DATA WRAPPER " + wrapper.key().name() + " ", ""))
                .strip());
    }
}
