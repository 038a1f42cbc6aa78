package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the bodies of routines name. The server reads a body that is a string when the routine is made, but remembers nothing
 * of it: what is named is better there before, as far as what must be allows it.
 */
final class Mentions {

    private static final Set<ObjectKind> ROUTINES = EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE);

    private static final Set<ObjectKind> NAMED = EnumSet.of(
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE,
            ObjectKind.SEQUENCE,
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE);

    private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

    private final Catalog after;
    private final Operations operations;
    private final Map<String, List<ObjectKey>> byName = new HashMap<>();

    Mentions(Catalog after, Operations operations) {
        this.after = after;
        this.operations = operations;
    }

    /** Pairs of which the first had better come before the second. */
    void forEach(BiConsumer<Operation, Operation> firstThen) {
        List<Operation> routines = operations.all().stream()
                .filter(operation -> ROUTINES.contains(operation.key().kind()) && makes(operation))
                .toList();
        if (routines.isEmpty()) {
            return;
        }
        operations.all().stream().filter(Mentions::makes).forEach(this::learn);
        for (Operation routine : routines) {
            for (ObjectKey named : namedBy(after.get(routine.key()))) {
                if (!named.equals(routine.key())) {
                    firstThen.accept(new Operation(Verb.CREATE, named), routine);
                    firstThen.accept(new Operation(Verb.ALTER, named), routine);
                }
            }
        }
    }

    private static boolean makes(Operation operation) {
        return operation.verb() == Verb.CREATE || operation.verb() == Verb.ALTER;
    }

    /**
     * A body may read a column that a table gets; one that comes with its table is not read without naming that. What an
     * extension brings is known by its schema.
     */
    private void learn(Operation operation) {
        ObjectKey key = operation.key();
        if (key.kind() == ObjectKind.EXTENSION) {
            after.get(key).text(Property.SCHEMA).ifPresent(schema -> know(schema, key));
        } else if (NAMED.contains(key.kind())) {
            know(withoutArguments(key.name()), key);
        } else if (key.kind() == ObjectKind.COLUMN
                && operations.leaderOf(operation).equals(operation)) {
            know(key.name(), key);
        }
    }

    private void know(String name, ObjectKey key) {
        byName.computeIfAbsent(name, each -> new ArrayList<>()).add(key);
    }

    private static String withoutArguments(String name) {
        Matcher start = NAME.matcher(name);
        return start.lookingAt() ? start.group() : name;
    }

    private Set<ObjectKey> namedBy(CatalogObject routine) {
        Set<ObjectKey> named = new TreeSet<>();
        Matcher names = NAME.matcher(routine.text(Property.DEFINITION).orElse(""));
        while (names.find()) {
            String name = names.group();
            String stored = name.startsWith("\"") ? unquotedIfPlain(name) : name.toLowerCase(Locale.ROOT);
            named.addAll(byName.getOrDefault(stored, List.of()));
        }
        return named;
    }

    /** Keys have quotes only where they are needed. */
    private String unquotedIfPlain(String name) {
        String bare = name.substring(1, name.length() - 1);
        return byName.containsKey(name) ? name : bare;
    }
}
