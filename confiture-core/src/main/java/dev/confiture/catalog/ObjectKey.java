package dev.confiture.catalog;

import static java.util.Objects.requireNonNull;

/**
 * Which object: equal keys in two catalogs mean the same object.
 *
 * @param container what the name is unique in, by {@link ObjectKind#place()}; ready for SQL, as the server quotes it;
 *     empty for what stands in the database itself
 * @param name ready for SQL, as the server quotes it, without its container; that of a routine, an operator or an
 *     aggregate ends in its argument types
 */
public record ObjectKey(ObjectKind kind, String container, String name) implements Comparable<ObjectKey> {

    public ObjectKey {
        requireNonNull(kind, "kind");
        requireNonNull(container, "container");
        requireNonNull(name, "name");
    }

    public static ObjectKey of(ObjectKind kind, String container, String name) {
        return new ObjectKey(kind, container, name);
    }

    /** With its container where that is part of the name in SQL: {@code app.users}, {@code app.users.bio}. */
    public String path() {
        return container.isEmpty() ? name : container + '.' + name;
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        int byContainer = byKind == 0 ? container.compareTo(other.container) : byKind;
        return byContainer == 0 ? name.compareTo(other.name) : byContainer;
    }

    // Written out: a plan of some thousand objects compares and hashes keys some million times, mostly in a JVM that
    // has just started, where the methods that the compiler gives a record are slow.
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectKey key
                && kind == key.kind
                && name.equals(key.name)
                && container.equals(key.container);
    }

    @Override
    public int hashCode() {
        return (container.hashCode() * 31 + name.hashCode()) * 31 + kind.hashCode();
    }

    /** For people: {@code column app.users.bio}. */
    @Override
    public String toString() {
        return kind.text() + ' ' + path();
    }
}
