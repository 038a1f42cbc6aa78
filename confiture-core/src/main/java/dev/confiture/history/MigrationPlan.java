package dev.confiture.history;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run will do, decided before it touches anything. A plan with an error among its findings is not run.
 *
 * @param steps in the order in which they run; each version once
 * @param findings why nothing may run (errors) and what to know (warnings)
 */
public record MigrationPlan(List<Step> steps, List<Problem> findings) {

    public MigrationPlan {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** Applies what is pending: all of it. */
    public static MigrationPlan forward(MigrationHistory history, OutOfOrder policy) {
        return new ForwardPlanner(history, policy).plan(history.pending());
    }

    /** Applies what is pending up to a version, and what that depends on. */
    public static MigrationPlan forwardTo(MigrationVersion target, MigrationHistory history, OutOfOrder policy) {
        return new ForwardPlanner(history, policy).planTo(target);
    }

    /**
     * Undoes the latest rows of the ledger.
     *
     * @param count how many, at least 1; where the ledger has fewer rows, all of them
     */
    public static MigrationPlan back(int count, MigrationHistory history) {
        if (count < 1) {
            throw new IllegalArgumentException("a rollback has at least one step, not " + count);
        }
        return new BackwardPlanner(history)
                .plan(history.latestFirst().stream().limit(count).toList());
    }

    /** Undoes every row with a greater version, the latest first; version 0 undoes all. */
    public static MigrationPlan backTo(MigrationVersion version, MigrationHistory history) {
        return new BackwardPlanner(history).planTo(version);
    }

    /** Applies migrations in the order in which they are given, whatever any ledger says. */
    public static MigrationPlan replay(List<ResolvedMigration> migrations) {
        List<Step> steps = migrations.stream()
                .map(migration -> new Step(
                        new HistoryEntry(MigrationState.PENDING, Optional.of(migration), Optional.empty()),
                        Direction.UP))
                .toList();
        return new MigrationPlan(steps, List.of());
    }

    /** The same, all in one transaction: refused where a step can have none. */
    public MigrationPlan inOneTransaction() {
        List<Problem> all = new ArrayList<>(findings);
        steps.stream()
                .map(Step::migration)
                .filter(migration -> !migration.entry().options().transactional())
                .forEach(migration -> all.add(Problem.error(
                                ProblemCode.RUN_GROUP,
                                "Migration " + migration.label() + " cannot share a transaction with others.",
                                "it is declared transactional = false, and group asks for one transaction",
                                "run without a group: -Dconfiture.group=false; or apply what comes before it as a group with"
                                        + " -Dconfiture.target, then it alone")
                        .at(migration.place())));
        return new MigrationPlan(steps, all);
    }

    public boolean isRefused() {
        return findings.stream().anyMatch(Problem::isError);
    }

    /** Nothing to do, and nothing wrong. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One migration, one way. The entry's code is present in both directions of a plan that is not refused. */
    public record Step(HistoryEntry entry, Direction direction) {

        public ResolvedMigration migration() {
            return entry.resolved().orElseThrow();
        }
    }

    /** Which of a migration's two ways runs. */
    public enum Direction {
        UP,
        DOWN
    }
}
