package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Which column a sequence goes with. */
final class OwnershipDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject object, Scene scene) {
        return List.of(owner(object, object.require(Property.RELATION) + '.' + object.require(Property.COLUMNS)));
    }

    @Override
    public List<Ddl> drop(CatalogObject object, Scene scene) {
        return List.of(owner(object, "NONE"));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        ObjectKey sequence = ObjectKey.of(
                ObjectKind.SEQUENCE, after.key().container(), after.key().name());
        Optional<String> role = scene.after().get(sequence).text(Property.OWNER);
        List<Ddl> statements = new ArrayList<>();
        if (!scene.before().get(sequence).text(Property.OWNER).equals(role)) {
            statements.addAll(drop(before, scene)); // while it belongs to a column, its role is that of the table
            statements.add(
                    Ddl.of("ALTER SEQUENCE %s OWNER TO %s".formatted(sequence.path(), role.orElse("CURRENT_USER"))));
        }
        statements.addAll(create(after, scene));
        return Optional.of(statements);
    }

    private static Ddl owner(CatalogObject object, String owner) {
        return Ddl.of("ALTER SEQUENCE %s OWNED BY %s".formatted(object.key().path(), owner));
    }
}
