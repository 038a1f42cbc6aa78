package dev.confiture.plan;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.Operation.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Objects of different kinds may want one name: what has it must go before what takes it. */
final class NameClashes {

    private final Operations operations;

    NameClashes(Operations operations) {
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        Map<String, List<Operation>> leaving = new HashMap<>();
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.DROP) {
                names(operation.key())
                        .forEach(name -> leaving.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(operation));
            }
        }
        for (Operation operation : operations.all()) {
            if (operation.verb() == Verb.CREATE) {
                for (String name : names(operation.key())) {
                    leaving.getOrDefault(name, List.of()).stream()
                            .filter(drop -> !drop.key().equals(operation.key()))
                            .forEach(drop -> firstThen.accept(drop, operation));
                }
            }
        }
    }

    /** The names that it takes, each with the room in which it must be alone. */
    private static Set<String> names(ObjectKey key) {
        Set<String> names = new HashSet<>();
        if (key.kind() == ObjectKind.CONSTRAINT || key.kind() == ObjectKind.FOREIGN_KEY) {
            names.add("constraint " + key.path());
        }
        if (key.kind() == ObjectKind.CONSTRAINT) {
            int dot = key.container().indexOf('.');
            names.add("relation " + key.container().substring(0, Math.max(dot, 0)) + '.' + key.name());
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
