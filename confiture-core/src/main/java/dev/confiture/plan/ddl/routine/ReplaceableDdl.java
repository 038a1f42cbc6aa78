package dev.confiture.plan.ddl.routine;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Functions, procedures and aggregates: replaced where the server can, else dropped and made again. */
final class ReplaceableDdl implements KindDdl {

    /** What keeps values that a function computed. */
    private static final Set<ObjectKind> KEEPERS = EnumSet.of(
            ObjectKind.INDEX, ObjectKind.COLUMN_DEFAULT, ObjectKind.CONSTRAINT, ObjectKind.MATERIALIZED_VIEW);

    @Override
    public List<Ddl> create(CatalogObject routine, Scene scene) {
        return List.of(Ddl.of(DefinedDdl.created(routine)));
    }

    @Override
    public List<Ddl> drop(CatalogObject routine, Scene scene) {
        if (goesWithItsType(routine.key(), scene.before())) {
            return List.of();
        }
        String note = scene.after().contains(routine.key())
                ? "calls of %s fail until it is made again"
                : "calls of %s fail from now on";
        return List.of(
                DefinedDdl.dropped(routine).with(Hazard.of(Hazard.Kind.BREAKS_READERS, note.formatted(routine.key()))));
    }

    /** The input function of a type cannot be dropped alone: DROP TYPE takes it along. */
    private static boolean goesWithItsType(ObjectKey routine, Catalog catalog) {
        return catalog.neededBy(routine).stream()
                .filter(user -> user.kind() == ObjectKind.BASE_TYPE || user.kind() == ObjectKind.RANGE)
                .anyMatch(type -> catalog.needs(routine)
                        .contains(ObjectKey.of(ObjectKind.SHELL_TYPE, type.container(), type.name())));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (!Signature.of(before).canBecome(Signature.of(after))) {
            return Optional.empty();
        }
        Ddl replace = Ddl.of(after.require(Property.DEFINITION));
        String keepers = scene.before().neededBy(after.key()).stream()
                .filter(user -> KEEPERS.contains(user.kind()))
                .map(ObjectKey::toString)
                .collect(Collectors.joining(", "));
        return Optional.of(List.of(
                keepers.isEmpty()
                        ? replace
                        : replace.with(Hazard.of(
                                Hazard.Kind.CANNOT_BE_PROVED,
                                "what the old definition computed stays as it is in " + keepers))));
    }
}
