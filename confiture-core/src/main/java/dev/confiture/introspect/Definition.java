package dev.confiture.introspect;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One object, or one property of an object, as the server prints it.
 *
 * @param kind {@code table}, {@code column}, {@code function}, {@code privileges} …
 * @param identity the name, qualified and quoted by the server; unique within its kind
 * @param text one or more lines, without passwords; never what depends on the moment, such as object ids
 */
public record Definition(String kind, String identity, String text) implements Comparable<Definition> {

    private static final Comparator<Definition> ORDER = Comparator.comparing(Definition::kind)
            .thenComparing(Definition::identity)
            .thenComparing(Definition::text);

    public Definition {
        requireNonNull(kind, "kind");
        requireNonNull(identity, "identity");
        requireNonNull(text, "text");
    }

    /** {@code kind identity}. */
    public String label() {
        return kind + ' ' + identity;
    }

    @Override
    public int compareTo(Definition other) {
        return ORDER.compare(this, other);
    }

    /** {@code kind identity: text}; further lines of the text are indented. */
    @Override
    public String toString() {
        return label() + ": " + text.replace("\n", "\n    ");
    }
}
