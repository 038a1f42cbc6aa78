package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.schema.declaration.Declarations;

/**
 * One side of a comparison.
 *
 * @param label for people: {@code db/schema}, {@code git:v1.2.0}
 * @param start makes a database in that schema, without rows
 * @param declarations of the DDL that it was made from
 */
public record ComparedSchema(String label, Picture picture, PlanVerifier.Start start, Declarations declarations) {

    public ComparedSchema {
        requireNonNull(label, "label");
        requireNonNull(picture, "picture");
        requireNonNull(start, "start");
        requireNonNull(declarations, "declarations");
    }

    /** A schema that no DDL made. */
    public ComparedSchema(String label, Picture picture, PlanVerifier.Start start) {
        this(label, picture, start, Declarations.NONE);
    }
}
