package dev.confiture.schema.declaration;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.problem.SourceSpan;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object that a script makes.
 *
 * @param kinds what a catalog may call it
 * @param whole what it is a part of; empty for what stands in a schema or in the database
 * @param name with its schema, if the script states one
 * @param offset in the script, in UTF-16 units
 */
public record Declaration(
        Set<ObjectKind> kinds, Optional<QualifiedName> whole, QualifiedName name, int offset, SourceSpan place) {

    public Declaration {
        kinds = Set.copyOf(kinds);
        requireNonNull(whole, "whole");
        requireNonNull(name, "name");
        requireNonNull(place, "place");
    }

    /** Whether it is a value of an enum. */
    public boolean isLabel() {
        return kinds.contains(ObjectKind.ENUM_LABEL);
    }

    /** Whether it may be this object: a name without a schema may lie in any, and arguments of routines are not read. */
    public boolean mayBe(ObjectKey key) {
        if (!kinds.contains(key.kind()) || !KeyNames.base(key).equals(Optional.of(name.name()))) {
            return false;
        }
        List<Identifier> container = KeyNames.of(key.container());
        if (key.kind().place() != Place.RELATION) {
            return isIn(name.schema(), container);
        }
        return whole.isPresent()
                && container.size() == 2
                && container.get(1).equals(whole.get().name())
                && isIn(whole.get().schema(), container);
    }

    private static boolean isIn(Optional<Identifier> schema, List<Identifier> container) {
        return schema.isEmpty() || (!container.isEmpty() && container.get(0).equals(schema.get()));
    }

    /** For people: {@code users.nickname}. */
    @Override
    public String toString() {
        return whole.map(relation -> relation + ".").orElse("") + name;
    }
}
