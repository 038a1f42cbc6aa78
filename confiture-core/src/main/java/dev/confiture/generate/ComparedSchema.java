package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.schema.declaration.Declarations;
import java.util.Optional;

/**
 * One side of a comparison.
 *
 * @param label for people: {@code db/schema}, {@code git:v1.2.0}
 * @param definitions what the second judge of a proof reads; empty where nothing is to be proved
 * @param start makes a database in that schema, without rows
 * @param declarations of the DDL that it was made from
 */
public record ComparedSchema(
        String label,
        Catalog catalog,
        Optional<ServerDefinitions> definitions,
        PlanVerifier.Start start,
        Declarations declarations) {

    public ComparedSchema {
        requireNonNull(label, "label");
        requireNonNull(catalog, "catalog");
        requireNonNull(definitions, "definitions");
        requireNonNull(start, "start");
        requireNonNull(declarations, "declarations");
    }

    /** One that can be proved from and to. */
    public ComparedSchema(String label, Picture picture, PlanVerifier.Start start, Declarations declarations) {
        this(label, picture.catalog(), Optional.of(picture.definitions()), start, declarations);
    }

    /** The same of a schema that no DDL made. */
    public ComparedSchema(String label, Picture picture, PlanVerifier.Start start) {
        this(label, picture, start, Declarations.NONE);
    }

    /** @throws IllegalStateException if it was not read to be proved from or to */
    Picture picture() {
        return new Picture(
                catalog,
                definitions.orElseThrow(
                        () -> new IllegalStateException(label + " was read for a comparison, not for a proof")));
    }
}
