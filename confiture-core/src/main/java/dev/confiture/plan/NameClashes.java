package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import dev.confiture.plan.ddl.relation.Numbering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Objects of different kinds may want one name: what has it must go before what takes it. */
final class NameClashes {

    private final Catalog before;
    private final Catalog after;
    private final Operations operations;

    NameClashes(Catalog before, Catalog after, Operations operations) {
        this.before = before;
        this.after = after;
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        Map<String, List<Operation>> leaving = new HashMap<>();
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.DROP) {
                left(before.get(operation.key()))
                        .forEach(name -> leaving.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(operation));
            }
            if (operation.verb() == Verb.SET_ASIDE) {
                Stream.concat(names(before.get(operation.key())).stream(), numberings(operation.key()))
                        .forEach(name -> leaving.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(operation));
            }
        }
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.CREATE) {
                for (String name : taken(after.get(operation.key()))) {
                    leaving.getOrDefault(name, List.of()).stream()
                            .filter(drop -> !drop.key().equals(operation.key()))
                            .forEach(drop -> firstThen.accept(drop, operation));
                }
            }
        }
    }

    /** The names of the sequences that stand aside with their table. */
    private Stream<String> numberings(ObjectKey table) {
        return before.neededBy(table).stream()
                .filter(part ->
                        part.kind() == ObjectKind.COLUMN && part.container().equals(table.path()))
                .flatMap(column -> Numbering.of(before.get(column), before).stream())
                .map(numbering -> "relation " + numbering.sequence());
    }

    private static Set<String> left(CatalogObject object) {
        Set<String> names = names(object);
        call(object).ifPresent(call -> {
            names.add(call);
            if (object.has(Property.ARGUMENT_DEFAULTS)) {
                names.add(call + " with fewer arguments");
            }
        });
        return names;
    }

    private static Set<String> taken(CatalogObject object) {
        Set<String> names = names(object);
        call(object)
                .ifPresent(call ->
                        names.add(object.has(Property.ARGUMENT_DEFAULTS) ? call : call + " with fewer arguments"));
        return names;
    }

    /** While two signatures of one name are there, and arguments of one may be left out, a call may mean either (42725). */
    private static Optional<String> call(CatalogObject object) {
        return switch (object.kind()) {
            case FUNCTION, PROCEDURE -> {
                String path = object.key().path();
                yield Optional.of("call of " + path.substring(0, path.lastIndexOf('(')));
            }
            default -> Optional.empty();
        };
    }

    /** The names that it takes, each with the room in which it must be alone. */
    private static Set<String> names(CatalogObject object) {
        ObjectKey key = object.key();
        String definition = object.text(Property.DEFINITION).orElse("");
        Set<String> names = new HashSet<>();
        if (key.kind() == ObjectKind.CONSTRAINT || key.kind() == ObjectKind.FOREIGN_KEY) {
            names.add("constraint " + key.path());
        }
        if (key.kind() == ObjectKind.CONSTRAINT && !definition.startsWith("CHECK")) {
            int dot = key.container().indexOf('.');
            names.add("relation " + key.container().substring(0, Math.max(dot, 0)) + '.' + key.name());
            if (definition.startsWith("PRIMARY KEY")) {
                names.add("primary key of " + key.container());
            }
        }
        switch (key.kind()) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, COMPOSITE_TYPE -> {
                names.add("relation " + key.path());
                names.add("type " + key.path());
            }
            case INDEX, SEQUENCE -> names.add("relation " + key.path());
            case ENUM, DOMAIN, RANGE, BASE_TYPE, SHELL_TYPE -> names.add("type " + key.path());
            case FUNCTION, PROCEDURE, AGGREGATE -> names.add("routine " + key.path());
            case COLUMN, ATTRIBUTE -> {}
            default -> {}
        }
        return names;
    }
}
