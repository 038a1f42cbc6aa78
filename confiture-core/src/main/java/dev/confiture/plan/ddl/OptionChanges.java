package dev.confiture.plan.ddl;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the options of two objects differ; each is a line, its name in front.
 *
 * @param added name to whole line, also of those that have another value now
 * @param removed name to whole line as it was
 */
public record OptionChanges(Map<String, String> added, Map<String, String> removed) {

    /** @param separator what ends a name: a blank or {@code " = "} */
    public static OptionChanges of(CatalogObject before, CatalogObject after, String separator) {
        Map<String, String> was = byName(before, separator);
        Map<String, String> is = byName(after, separator);
        Map<String, String> added = new LinkedHashMap<>(is);
        added.entrySet().removeIf(option -> option.getValue().equals(was.get(option.getKey())));
        Map<String, String> removed = new LinkedHashMap<>(was);
        removed.keySet().removeAll(is.keySet());
        return new OptionChanges(added, removed);
    }

    /** The options of one object, name to whole line. */
    public static Map<String, String> byName(CatalogObject object, String separator) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : object.lines(Property.OPTIONS)) {
            byName.put(line.split(separator, 2)[0], line);
        }
        return byName;
    }
}
