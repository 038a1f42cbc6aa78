package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Who a role is on a foreign server. Passwords are not read, so somebody must set them. */
final class UserMappingDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject mapping, Scene scene) {
        String options =
                ForeignOptions.created(mapping).map(clause -> " " + clause).orElse("");
        return List.of(withSecrets(Ddl.of("CREATE " + mapping(mapping) + options), mapping.lines(Property.OPTIONS)));
    }

    @Override
    public List<Ddl> drop(CatalogObject mapping, Scene scene) {
        return List.of(Ddl.of("DROP " + mapping(mapping)));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<String> added = new ArrayList<>(after.lines(Property.OPTIONS));
        added.removeAll(before.lines(Property.OPTIONS));
        String options = ForeignOptions.changed(before, after).orElseThrow();
        return Optional.of(List.of(withSecrets(Ddl.of("ALTER " + mapping(after) + " " + options), added)));
    }

    private static String mapping(CatalogObject mapping) {
        return "USER MAPPING FOR %s SERVER %s"
                .formatted(mapping.key().name(), mapping.key().container());
    }

    private static Ddl withSecrets(Ddl ddl, List<String> options) {
        String secrets = options.stream().filter(ForeignOptions::isSecret).collect(Collectors.joining(", "));
        return secrets.isEmpty()
                ? ddl
                : ddl.with(Hazard.of(
                        Hazard.Kind.CANNOT_BE_PROVED, "the values of %s are not read: set them".formatted(secrets)));
    }
}
