package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import dev.confiture.plan.ddl.Scene.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Checks of domains that exist already. */
final class DomainConstraintDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject check, Scene scene) {
        if (!check.has(Property.VALID)) {
            return added(check);
        }
        String add = alter(check) + " ADD CONSTRAINT " + check.key().name() + " " + check.require(Property.DEFINITION);
        if (scene.isNew(domain(check, scene)) || scene.style() == Style.PLAIN) {
            return List.of(lookingAtValues(add, check, scene));
        }
        return List.of(Ddl.of(add + " NOT VALID"), validated(check, scene));
    }

    /** In the form that does not look at what is stored. */
    static List<Ddl> added(CatalogObject check) {
        return List.of(Ddl.of("%s ADD CONSTRAINT %s %s NOT VALID"
                .formatted(alter(check), check.key().name(), check.require(Property.DEFINITION))));
    }

    private static Ddl validated(CatalogObject check, Scene scene) {
        return lookingAtValues(
                alter(check) + " VALIDATE CONSTRAINT " + check.key().name(), check, scene);
    }

    private static Ddl lookingAtValues(String sql, CatalogObject check, Scene scene) {
        String condition = "NOT " + check.require(Property.DEFINITION).substring("CHECK ".length());
        String note = "fails if a stored value breaks " + check.key();
        return StoredIn.hazard(domain(check, scene), scene.before(), note, condition)
                .map(Ddl.of(sql)::with)
                .orElse(Ddl.of(sql));
    }

    private static ObjectKey domain(CatalogObject check, Scene scene) {
        return scene.after().needs(check.key()).stream()
                .filter(used -> used.kind() == ObjectKind.DOMAIN)
                .filter(domain -> domain.path().equals(check.key().container()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Ddl> drop(CatalogObject check, Scene scene) {
        return List.of(Ddl.of(alter(check) + " DROP CONSTRAINT " + check.key().name()));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (!changed.contains(Property.DEFINITION) && after.has(Property.VALID)) {
            return Optional.of(List.of(validated(after, scene)));
        }
        List<Ddl> statements = new ArrayList<>(drop(before, scene));
        statements.addAll(create(after, scene));
        return Optional.of(statements);
    }

    private static String alter(CatalogObject check) {
        return "ALTER DOMAIN " + check.key().container();
    }
}
