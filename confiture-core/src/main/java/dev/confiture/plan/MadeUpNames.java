package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.IndexParts;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import dev.confiture.plan.Operation.Verb;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the parts that partitions get of an index or a key: the server numbers those that would be the same, in the order
 * in which the wholes are made.
 */
final class MadeUpNames {

    private static final Pattern NUMBERED = Pattern.compile("(.*_(?:idx|key|excl))(\\d*)\"?");

    private final Catalog after;
    private final Operations operations;

    MadeUpNames(Catalog after, Operations operations) {
        this.after = after;
        this.operations = operations;
    }

    void forEach(BiConsumer<Operation, Operation> firstThen) {
        Map<String, SortedMap<Integer, Operation>> namesakes = new TreeMap<>();
        for (Operation operation : operations.all()) {
            ObjectKey key = operation.key();
            if (operation.verb() == Verb.CREATE && IndexParts.canHave(key)) {
                Matcher name = NUMBERED.matcher(key.name());
                CatalogObject part = after.get(key);
                if (part.has(Property.INHERITED) && name.matches()) {
                    namesakes
                            .computeIfAbsent(key.container() + ' ' + name.group(1), any -> new TreeMap<>())
                            .put(number(name.group(2)), new Operation(Verb.CREATE, whole(part)));
                }
            }
        }
        for (SortedMap<Integer, Operation> makers : namesakes.values()) {
            Optional<Operation> earlier = Optional.empty();
            for (Operation maker : makers.values()) {
                earlier.ifPresent(first -> firstThen.accept(first, maker));
                earlier = Optional.of(maker);
            }
        }
    }

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private ObjectKey whole(CatalogObject part) {
        return IndexParts.parent(after, part).map(this::whole).orElse(part.key());
    }
}
