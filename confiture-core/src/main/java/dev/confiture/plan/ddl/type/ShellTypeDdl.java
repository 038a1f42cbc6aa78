package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The announcement of a type. */
final class ShellTypeDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject shell, Scene scene) {
        return List.of(Announced.made(shell.key()));
    }

    @Override
    public List<Ddl> drop(CatalogObject shell, Scene scene) {
        return Announced.isMade(shell.key(), scene.before()) ? List.of() : List.of(DefinedDdl.dropped(shell));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.empty();
    }
}
