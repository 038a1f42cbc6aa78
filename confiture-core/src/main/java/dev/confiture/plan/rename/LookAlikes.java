package dev.confiture.plan.rename;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.Change;
import dev.confiture.diff.ChangeSet;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.declaration.Declarations;
import dev.confiture.schema.declaration.KeyNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what goes while something of the same shape comes, which may be a rename that nobody declared. */
public final class LookAlikes {

    private static final Set<ObjectKind> COMPARED = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.COLUMN,
            ObjectKind.ATTRIBUTE,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE,
            ObjectKind.SEQUENCE,
            ObjectKind.INDEX,
            ObjectKind.CONSTRAINT,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.TRIGGER,
            ObjectKind.POLICY);

    private final ChangeSet changes;
    private final Declarations declarations;

    private LookAlikes(ChangeSet changes, Declarations declarations) {
        this.changes = changes;
        this.declarations = declarations;
    }

    /**
     * Warnings, each with the line to add; only for what a script declares by name.
     *
     * @param changes what is left when all declared renames are done
     * @param declarations of the new schema
     */
    public static List<Problem> of(ChangeSet changes, Declarations declarations) {
        return new LookAlikes(changes, declarations).warnings();
    }

    private List<Problem> warnings() {
        Map<String, List<ObjectKey>> gone = byShape(Change.Removed.class, changes.before());
        Map<String, List<ObjectKey>> come = byShape(Change.Added.class, changes.after());
        List<Problem> warnings = new ArrayList<>();
        come.forEach((shape, keys) -> {
            List<ObjectKey> old = gone.getOrDefault(shape, List.of());
            if (keys.size() == 1 && old.size() == 1) {
                place(keys.get(0)).ifPresent(place -> warnings.add(warning(old.get(0), keys.get(0), place)));
            }
        });
        changes.changes().forEach(change -> labels(change).forEach(warnings::add));
        return warnings;
    }

    /** A value of an enum that stands where another one stood. */
    private Stream<Problem> labels(Change change) {
        if (!(change instanceof Change.Altered altered) || change.key().kind() != ObjectKind.ENUM) {
            return Stream.empty();
        }
        List<String> before = altered.before().lines(Property.LABELS);
        List<String> after = altered.after().lines(Property.LABELS);
        return IntStream.range(0, before.size() == after.size() ? before.size() : 0)
                .filter(i -> !after.contains(before.get(i)) && !before.contains(after.get(i)))
                .mapToObj(i -> label(Names.label(change.key(), before.get(i)), Names.label(change.key(), after.get(i))))
                .flatMap(Optional::stream);
    }

    private Optional<Problem> label(ObjectKey old, ObjectKey now) {
        return place(now).map(place -> warning(old, now, place));
    }

    private Optional<SourceSpan> place(ObjectKey key) {
        return declarations.candidates(key).findFirst().map(each -> each.place());
    }

    private static Problem warning(ObjectKey old, ObjectKey now, SourceSpan place) {
        boolean isMoved = !old.container().equals(now.container());
        String written = isMoved ? old.path() : old.name();
        return Problem.warning(
                        ProblemCode.RENAME_UNDECLARED,
                        old + " goes, and " + now + " of the same shape comes.",
                        "nothing says that it is the same one: it is dropped and made anew",
                        "if it is a rename, put this line before " + place.position() + ":\n-- confiture:renamed-from "
                                + written)
                .at(place);
    }

    private Map<String, List<ObjectKey>> byShape(Class<? extends Change> sort, Catalog catalog) {
        return changes.changes().stream()
                .filter(sort::isInstance)
                .map(Change::key)
                .filter(key -> COMPARED.contains(key.kind()) && isOfItself(key))
                .collect(Collectors.groupingBy(key -> shape(key, catalog), TreeMap::new, Collectors.toList()));
    }

    /** A part of what goes or comes as a whole says nothing more. */
    private boolean isOfItself(ObjectKey key) {
        return switch (key.kind()) {
            case COLUMN, ATTRIBUTE, CONSTRAINT, FOREIGN_KEY, TRIGGER, POLICY -> isKept(key.container());
            case INDEX -> relation(key).filter(this::isKept).isPresent();
            case SEQUENCE -> !isOwned(key);
            default -> true;
        };
    }

    private Optional<String> relation(ObjectKey key) {
        return changes.before()
                .find(key)
                .or(() -> changes.after().find(key))
                .flatMap(each -> each.text(Property.RELATION));
    }

    private boolean isOwned(ObjectKey key) {
        ObjectKey ownership = ObjectKey.of(ObjectKind.SEQUENCE_OWNERSHIP, key.container(), key.name());
        return changes.before().contains(ownership) || changes.after().contains(ownership);
    }

    private boolean isKept(String path) {
        return EnumSet.of(ObjectKind.TABLE, ObjectKind.FOREIGN_TABLE, ObjectKind.COMPOSITE_TYPE).stream()
                .map(kind -> key(kind, path))
                .anyMatch(
                        key -> changes.before().contains(key) && changes.after().contains(key));
    }

    private static ObjectKey key(ObjectKind kind, String path) {
        int dot = path.startsWith("\"") ? path.indexOf("\".") + 1 : path.indexOf('.');
        return ObjectKey.of(kind, path.substring(0, Math.max(dot, 0)), path.substring(dot + 1));
    }

    private static String shape(ObjectKey key, Catalog catalog) {
        CatalogObject object = catalog.get(key);
        Set<String> lines = new TreeSet<>();
        object.properties().forEach((property, value) -> {
            if (property.isCompared() && !property.isDescription()) {
                lines.add(property + " " + value.replace(key.path(), "?"));
            }
        });
        Function<ObjectKey, String> part = each -> each.kind() + " " + each.name() + " "
                + catalog.get(each).text(Property.TYPE).orElse("");
        catalog.neededBy(key).stream()
                .filter(each -> each.kind() == ObjectKind.COLUMN || each.kind() == ObjectKind.ATTRIBUTE)
                .filter(each -> each.container().equals(key.path()))
                .map(part)
                .forEach(lines::add);
        boolean isPart = key.kind() == ObjectKind.COLUMN || key.kind() == ObjectKind.ATTRIBUTE;
        String room = isPart || key.kind().place() == ObjectKind.Place.RELATION ? key.container() : KeyNames.rest(key);
        return key.kind() + " " + room + "\n" + String.join("\n", lines);
    }
}
