package dev.confiture.diff;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.Property;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One object that two catalogs do not share. */
public sealed interface Change {

    /** Stands in details for lines that are not shown. */
    String LONG_TEXT = "…";

    /** Stands in details for a property that one of the two does not have. */
    String ABSENT = "none";

    ObjectKey key();

    /** Only the second catalog has it. */
    record Added(CatalogObject object) implements Change {
        @Override
        public ObjectKey key() {
            return object.key();
        }
    }

    /** Only the first catalog has it. */
    record Removed(CatalogObject object) implements Change {
        @Override
        public ObjectKey key() {
            return object.key();
        }
    }

    /**
     * Both have it and tell different things of it.
     *
     * @param properties those in which they differ, at least one
     */
    record Altered(CatalogObject before, CatalogObject after, SortedSet<Property> properties) implements Change {

        public Altered {
            properties = Collections.unmodifiableSortedSet(new TreeSet<>(properties));
            if (properties.isEmpty() || !before.key().equals(after.key())) {
                throw new IllegalArgumentException("no change of one object: " + before.key() + ", " + after.key());
            }
        }

        @Override
        public ObjectKey key() {
            return before.key();
        }

        /** For people: {@code type text → varchar(80), default none → ''}; of a text of several lines those that differ. */
        public String details() {
            return properties.stream().map(this::details).collect(Collectors.joining(", "));
        }

        private String details(Property property) {
            Excerpt shown = Excerpt.of(
                    before.text(property).orElse(ABSENT), after.text(property).orElse(ABSENT));
            return property.text() + ' ' + shown.before() + " → " + shown.after();
        }
    }
}
