package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lists of options: storage parameters ({@code name=value}) and those for a foreign-data wrapper ({@code name 'value'}). */
final class Options {

    private Options() {}

    /** {@code (fillfactor=70, toast.autovacuum_enabled=off)}. */
    static String inParentheses(List<String> lines) {
        return '(' + String.join(", ", lines) + ')';
    }

    /** {@code SET (…)} and {@code RESET (…)}, each only where there is something to say. */
    static List<String> storageChanges(CatalogObject before, CatalogObject after) {
        Map<String, String> old = byName(before.lines(Property.OPTIONS), '=');
        Map<String, String> wanted = byName(after.lines(Property.OPTIONS), '=');
        List<String> set = new ArrayList<>();
        wanted.forEach((name, line) -> {
            if (!line.equals(old.get(name))) {
                set.add(line);
            }
        });
        List<String> reset =
                old.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
        List<String> changes = new ArrayList<>();
        if (!set.isEmpty()) {
            changes.add("SET " + inParentheses(set));
        }
        if (!reset.isEmpty()) {
            changes.add("RESET " + inParentheses(reset));
        }
        return changes;
    }

    /** {@code OPTIONS (ADD a '1', SET b '2', DROP c)}. */
    static String wrapperChange(List<String> before, List<String> after) {
        Map<String, String> old = byName(before, ' ');
        Map<String, String> wanted = byName(after, ' ');
        List<String> changes = new ArrayList<>();
        wanted.forEach((name, line) -> {
            String was = old.get(name);
            if (!Objects.equals(was, line)) {
                changes.add((was == null ? "ADD " : "SET ") + line);
            }
        });
        old.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(name -> changes.add("DROP " + name));
        return "OPTIONS " + inParentheses(changes);
    }

    private static Map<String, String> byName(List<String> lines, char end) {
        Map<String, String> byName = new LinkedHashMap<>();
        lines.forEach(line -> byName.put(line.substring(0, line.indexOf(end)), line));
        return byName;
    }
}
