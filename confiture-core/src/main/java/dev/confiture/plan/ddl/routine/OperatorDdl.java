package dev.confiture.plan.ddl.routine;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.OptionChanges;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Operators. One that names another as its commutator or negator makes that one known, and the other one knows it from then
 * on; so two of them need no order, and what the making of the one says of the other is not said again.
 */
final class OperatorDdl implements KindDdl {

    private static final String SEPARATOR = " = ";
    private static final String FUNCTION = "FUNCTION";
    private static final Set<String> PARTNERS = Set.of("COMMUTATOR", "NEGATOR");
    private static final Set<String> CHANGEABLE = Set.of("RESTRICT", "JOIN");
    private static final Set<String> ADDABLE_FROM_17 = Set.of("COMMUTATOR", "NEGATOR", "HASHES", "MERGES");

    @Override
    public List<Ddl> create(CatalogObject operator, Scene scene) {
        // one without a function is made known by the one that names it
        return isMade(operator) ? List.of(created(operator)) : List.of();
    }

    private static Ddl created(CatalogObject operator) {
        return Ddl.of("CREATE OPERATOR %s (\n    %s\n)"
                .formatted(name(operator.key()), String.join(",\n    ", operator.lines(Property.OPTIONS))));
    }

    private static String name(ObjectKey key) {
        String path = key.path();
        return path.substring(0, path.indexOf('(', key.container().length()));
    }

    private static boolean isMade(CatalogObject operator) {
        return has(operator, FUNCTION);
    }

    @Override
    public List<Ddl> drop(CatalogObject operator, Scene scene) {
        return List.of(DefinedDdl.dropped(operator));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        if (!isMade(before)) {
            return Optional.of(List.of(created(after)));
        }
        OptionChanges changes = OptionChanges.of(before, after, SEPARATOR);
        changes.added()
                .keySet()
                .removeIf(option -> PARTNERS.contains(option)
                        && partner(after, option).filter(scene::isNew).isPresent());
        changes.removed()
                .keySet()
                .removeIf(option -> PARTNERS.contains(option)
                        && partner(before, option)
                                .filter(other -> !scene.after().contains(other))
                                .isPresent());
        if (!canBeSet(changes, before, scene)) {
            return Optional.empty();
        }
        List<String> settings = new ArrayList<>(changes.added().values());
        changes.removed().keySet().forEach(option -> settings.add(option + " = NONE"));
        return Optional.of(
                settings.isEmpty()
                        ? List.of()
                        : List.of(Ddl.of("ALTER OPERATOR %s SET (%s)"
                                .formatted(after.key().path(), String.join(", ", settings)))));
    }

    private static boolean canBeSet(OptionChanges changes, CatalogObject before, Scene scene) {
        Set<String> settable = new TreeSet<>(CHANGEABLE);
        if (scene.after().serverMajor() >= 17) {
            settable.addAll(ADDABLE_FROM_17);
            settable.removeIf(option -> ADDABLE_FROM_17.contains(option) && has(before, option));
        }
        return CHANGEABLE.containsAll(changes.removed().keySet())
                && settable.containsAll(changes.added().keySet());
    }

    private static boolean has(CatalogObject operator, String option) {
        return OptionChanges.byName(operator, SEPARATOR).containsKey(option);
    }

    /** The operator that an option names; its arguments are swapped in a commutator, the same in a negator. */
    private static Optional<ObjectKey> partner(CatalogObject operator, String option) {
        Map<String, String> options = OptionChanges.byName(operator, SEPARATOR);
        String left = value(options, "LEFTARG").orElse("NONE");
        String right = value(options, "RIGHTARG").orElse("NONE");
        String arguments = option.equals("COMMUTATOR") ? right + ", " + left : left + ", " + right;
        return value(options, option).map(name -> {
            String path = name.substring("OPERATOR(".length(), name.length() - 1);
            int dot = path.lastIndexOf('.');
            return ObjectKey.of(
                    operator.kind(), path.substring(0, dot), path.substring(dot + 1) + "(" + arguments + ")");
        });
    }

    private static Optional<String> value(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(line -> line.substring(name.length() + SEPARATOR.length()));
    }
}
