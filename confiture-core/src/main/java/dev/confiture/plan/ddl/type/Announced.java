package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.stream.Stream;

/**
 * Types that their own functions name: the type is announced, the functions are made, then the type. They go together,
 * whoever is dropped.
 */
final class Announced {

    private Announced() {}

    /** Drops the type, its functions and its announcement with it; makes the announcement again where it is to stay. */
    static List<Ddl> dropped(CatalogObject type, Scene scene) {
        ObjectKey announcement = announcement(type.key());
        Ddl drop = DefinedDdl.dropped(type);
        if (!scene.before().contains(announcement)) {
            return List.of(drop);
        }
        Ddl cascade = Ddl.of(drop.sql() + " CASCADE");
        return scene.after().contains(announcement) ? List.of(cascade, made(announcement)) : List.of(cascade);
    }

    static Ddl made(ObjectKey announcement) {
        return Ddl.of("CREATE TYPE " + announcement.path());
    }

    private static ObjectKey announcement(ObjectKey type) {
        return ObjectKey.of(ObjectKind.SHELL_TYPE, type.container(), type.name());
    }

    /** Whether the announced type was made. */
    static boolean isMade(ObjectKey announcement, Catalog catalog) {
        return Stream.of(ObjectKind.BASE_TYPE, ObjectKind.RANGE)
                .anyMatch(kind -> catalog.contains(ObjectKey.of(kind, announcement.container(), announcement.name())));
    }
}
