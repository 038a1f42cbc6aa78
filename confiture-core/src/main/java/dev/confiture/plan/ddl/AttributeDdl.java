package dev.confiture.plan.ddl;

import dev.confiture.catalog.CatalogObject;
import java.util.List;

/** Comment, owner and grants of objects of every kind. */
public final class AttributeDdl {

    public AttributeDdl() {}

    /** Gives an object that was just made what the server did not give it by itself. */
    public List<Ddl> afterCreate(CatalogObject object, Scene scene) {
        return List.of();
    }

    /** From what one says to what the other says; nothing if they say the same. */
    public List<Ddl> change(CatalogObject before, CatalogObject after, Scene scene) {
        return List.of();
    }
}
