package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Attributes of composite types; CASCADE reaches the tables that are made OF the type. */
final class TypeAttributeDdl implements KindDdl {

    /** As it stands in CREATE TYPE. */
    static String text(CatalogObject attribute) {
        return attribute.key().name() + " " + type(attribute);
    }

    private static String type(CatalogObject attribute) {
        return attribute.require(Property.TYPE)
                + attribute
                        .text(Property.COLLATION)
                        .map(collation -> " COLLATE " + collation)
                        .orElse("");
    }

    @Override
    public List<Ddl> create(CatalogObject attribute, Scene scene) {
        return List.of(alter(attribute, "ADD ATTRIBUTE " + text(attribute)));
    }

    @Override
    public List<Ddl> drop(CatalogObject attribute, Scene scene) {
        Hazard lost = Hazard.of(
                Hazard.Kind.DATA_LOSS, "stored values of " + attribute.key().path() + " are lost");
        return List.of(
                alter(attribute, "DROP ATTRIBUTE " + attribute.key().name()).with(lost));
    }

    /** The server refuses (0A000) where a column of a table holds the type. */
    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(List.of(alter(after, "ALTER ATTRIBUTE " + after.key().name() + " TYPE " + type(after))));
    }

    private static Ddl alter(CatalogObject attribute, String action) {
        return Ddl.of("ALTER TYPE %s %s CASCADE".formatted(attribute.key().container(), action));
    }
}
