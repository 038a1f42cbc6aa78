package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The name of something inside a schema.
 *
 * @param schema empty where the search path decides
 */
public record QualifiedName(Optional<Identifier> schema, Identifier name) {

    public QualifiedName {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    public static QualifiedName of(Identifier name) {
        return new QualifiedName(Optional.empty(), name);
    }

    public static QualifiedName of(Identifier schema, Identifier name) {
        return new QualifiedName(Optional.of(schema), name);
    }

    /** Two stored names, as {@link Identifier#of} takes them. */
    public static QualifiedName of(String schema, String name) {
        return of(Identifier.of(schema), Identifier.of(name));
    }

    /** Ready for SQL text. */
    public String quoted() {
        return schema.map(part -> part.quoted() + '.').orElse("") + name.quoted();
    }

    @Override
    public String toString() {
        return schema.map(part -> part + ".").orElse("") + name;
    }
}
