package dev.confiture.index;

import dev.confiture.problem.Problem;

/**
 * A broken rule of {@link IndexRules}, and which part of which declaration breaks it.
 *
 * @param migration whose declaration is at fault
 * @param part the member at fault
 * @param dependency the position in {@code dependsOn} where {@code part} is that; else 0
 */
public record IndexFinding(IndexedMigration migration, Part part, int dependency, Problem problem) {

    /** What of a declaration may break a rule about all migrations. */
    public enum Part {
        CLASS,
        VERSION,
        DEPENDS_ON
    }
}
