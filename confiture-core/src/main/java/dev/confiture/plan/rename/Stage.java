package dev.confiture.plan.rename;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;

/** Names stand in names: those of what holds others change first, and are then read again. */
public enum Stage {
    SCHEMAS,
    OBJECTS,
    /** The names of types stand in theirs. */
    ROUTINES,
    PARTS;

    static Stage of(ObjectKind kind) {
        return switch (kind) {
            case SCHEMA -> SCHEMAS;
            case FUNCTION, PROCEDURE, AGGREGATE -> ROUTINES;
            default -> kind.place() == Place.RELATION ? PARTS : OBJECTS;
        };
    }
}
