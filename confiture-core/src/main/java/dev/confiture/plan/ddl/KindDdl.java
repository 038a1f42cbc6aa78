package dev.confiture.plan.ddl;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The statements for one kind of object. Comment, owner and grants are not its business: {@code AttributeDdl} writes them
 * for every kind.
 */
public interface KindDdl {

    /** Makes the object and its {@link Scene#parts}; everything that they need is there. */
    List<Ddl> create(CatalogObject object, Scene scene);

    /** Removes it; nothing that needs it is there any more. */
    List<Ddl> drop(CatalogObject object, Scene scene);

    /**
     * Changes it in place.
     *
     * @param changed the properties in which the two differ, without comment, owner and grants; not empty
     * @return empty where the server has no way to do it in place: the object is then dropped and made again, and so is
     *     what needs it
     */
    Optional<List<Ddl>> alter(CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene);
}
