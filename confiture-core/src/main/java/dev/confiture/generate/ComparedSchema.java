package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

/**
 * One side of a comparison.
 *
 * @param label for people: {@code db/schema}, {@code git:v1.2.0}
 * @param start makes a database in that schema, without rows
 */
public record ComparedSchema(String label, Picture picture, PlanVerifier.Start start) {

    public ComparedSchema {
        requireNonNull(label, "label");
        requireNonNull(picture, "picture");
        requireNonNull(start, "start");
    }
}
