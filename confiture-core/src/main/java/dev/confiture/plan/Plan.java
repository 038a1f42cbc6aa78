package dev.confiture.plan;

import java.util.List;

/**
 * The way from one catalog to another.
 *
 * @param statements in the order in which they run
 * @param notSupported changes that no statement stands for, one sentence each; a plan with any does not lead all the way
 */
public record Plan(List<PlannedStatement> statements, List<String> notSupported) {

    public Plan {
        statements = List.copyOf(statements);
        notSupported = List.copyOf(notSupported);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return statements.isEmpty() && notSupported.isEmpty();
    }

    /** Whether it leads all the way. */
    public boolean isComplete() {
        return notSupported.isEmpty();
    }
}
