package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What changes in a composite type are its attributes, which are objects of their own; new ones go to the end, so another
 * order needs another type.
 */
final class CompositeTypeDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject type, Scene scene) {
        List<CatalogObject> attributes = scene.parts(type.key());
        String list = attributes.isEmpty()
                ? "()"
                : attributes.stream()
                        .map(TypeAttributeDdl::text)
                        .collect(Collectors.joining(",\n    ", "(\n    ", "\n)"));
        return List.of(Ddl.of("CREATE TYPE " + type.key().path() + " AS " + list));
    }

    @Override
    public List<Ddl> drop(CatalogObject type, Scene scene) {
        return List.of(DefinedDdl.dropped(type));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<String> was = before.lines(Property.COLUMNS);
        List<String> is = after.lines(Property.COLUMNS);
        List<String> reached = new ArrayList<>(was);
        reached.retainAll(is);
        is.stream().filter(name -> !was.contains(name)).forEach(reached::add);
        return reached.equals(is) ? Optional.of(List.of()) : Optional.empty();
    }
}
