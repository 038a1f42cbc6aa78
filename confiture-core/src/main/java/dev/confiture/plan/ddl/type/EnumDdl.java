package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Labels can be added in place; one that goes, or changes its place, needs another type. */
final class EnumDdl implements KindDdl {

    @Override
    public List<Ddl> create(CatalogObject type, Scene scene) {
        List<String> labels = type.lines(Property.LABELS);
        String list = labels.size() > 5
                ? "(\n    " + String.join(",\n    ", labels) + "\n)"
                : "(" + String.join(", ", labels) + ")";
        Ddl create = Ddl.of("CREATE TYPE " + type.key().path() + " AS ENUM " + list);
        return List.of(lostLabels(type, scene).map(create::with).orElse(create));
    }

    /** A type that replaces another of its name has no place for rows with labels that it lacks. */
    private static Optional<Hazard> lostLabels(CatalogObject type, Scene scene) {
        List<String> lost = scene.before()
                .find(type.key())
                .map(before -> new ArrayList<>(before.lines(Property.LABELS)))
                .orElse(new ArrayList<>());
        lost.removeAll(type.lines(Property.LABELS));
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        String labels = String.join(", ", lost);
        String note = "rows with %s have no value in the new %s".formatted(labels, type.key());
        return StoredIn.hazard(type.key(), scene.before(), note, "value::text IN (" + labels + ")");
    }

    @Override
    public List<Ddl> drop(CatalogObject type, Scene scene) {
        return List.of(DefinedDdl.dropped(type));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<String> wanted = after.lines(Property.LABELS);
        List<String> labels = before.lines(Property.LABELS);
        if (!wanted.stream()
                .filter(labels::contains)
                .collect(Collectors.toList())
                .equals(labels)) {
            return Optional.empty();
        }
        List<Ddl> statements = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!labels.contains(wanted.get(i))) {
                statements.add(new Ddl(
                        "ALTER TYPE %s ADD VALUE %s%s"
                                .formatted(after.key().path(), wanted.get(i), place(wanted, i, labels)),
                        Execution.COMMITTED_FIRST,
                        List.of()));
            }
        }
        return Optional.of(statements);
    }

    /** Those before it are there already, whether they are new or not. */
    private static String place(List<String> wanted, int i, List<String> labels) {
        if (wanted.subList(i, wanted.size()).stream().noneMatch(labels::contains)) {
            return "";
        }
        return i == 0 ? " BEFORE " + labels.get(0) : " AFTER " + wanted.get(i - 1);
    }
}
