package dev.confiture.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One object and all that its database tells of it.
 *
 * @param properties only those that the object has, in their order; names and expressions in them are ready for SQL, with schemas
 */
public record CatalogObject(ObjectKey key, Map<Property, String> properties) {

    public CatalogObject {
        requireNonNull(key, "key");
        properties = Collections.unmodifiableMap(copy(properties));
    }

    public static CatalogObject of(ObjectKey key, Map<Property, String> properties) {
        return new CatalogObject(key, properties);
    }

    private static Map<Property, String> copy(Map<Property, String> properties) {
        Map<Property, String> copy = new EnumMap<>(Property.class);
        copy.putAll(properties);
        return copy;
    }

    public ObjectKind kind() {
        return key.kind();
    }

    public Optional<String> text(Property property) {
        return Optional.ofNullable(properties.get(property));
    }

    /**
     * A property that every object of the kind has.
     *
     * @throws IllegalStateException if the object lacks it: the query behind it is wrong
     */
    public String require(Property property) {
        return text(property).orElseThrow(() -> new IllegalStateException(key + " has no " + property.text()));
    }

    /** The lines of a property that lists something; none if the object lacks it. */
    public List<String> lines(Property property) {
        return text(property).map(text -> text.lines().toList()).orElse(List.of());
    }

    public boolean has(Property property) {
        return properties.containsKey(property);
    }

    /** The same object without some of its properties. */
    public CatalogObject without(Property... left) {
        Map<Property, String> rest = copy(properties);
        boolean isLess = false;
        for (Property property : left) {
            isLess |= rest.remove(property) != null;
        }
        return isLess ? new CatalogObject(key, rest) : this;
    }

    public CatalogObject with(Property property, String text) {
        Map<Property, String> all = copy(properties);
        all.put(property, text);
        return new CatalogObject(key, all);
    }

    /** The compared properties in which the two differ. */
    public SortedSet<Property> differences(CatalogObject other) {
        SortedSet<Property> different = new TreeSet<>();
        if (properties.equals(other.properties)) {
            return different;
        }
        for (Property property : Property.values()) {
            if (property.isCompared() && !text(property).equals(other.text(property))) {
                different.add(property);
            }
        }
        return different;
    }
}
