package dev.confiture.schema.declaration;

import static java.util.Objects.requireNonNull;

import dev.confiture.problem.SourceSpan;

/**
 * A comment that tells what an object was called before.
 *
 * @param place of the old name
 */
public record DeclaredRename(Declaration declaration, OldName old, SourceSpan place) {

    public DeclaredRename {
        requireNonNull(declaration, "declaration");
        requireNonNull(old, "old");
        requireNonNull(place, "place");
    }
}
