package dev.confiture.history;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.MigrationPlan.Step;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Orders pending migrations: by version, but each after those it depends on. */
final class ForwardPlanner {

    private final MigrationHistory history;
    private final OutOfOrder policy;
    private final Map<String, HistoryEntry> byClass = new HashMap<>();

    ForwardPlanner(MigrationHistory history, OutOfOrder policy) {
        this.history = history;
        this.policy = policy;
        history.entries()
                .forEach(entry -> entry.resolved().ifPresent(migration -> byClass.put(migration.className(), entry)));
    }

    MigrationPlan planTo(MigrationVersion target) {
        if (history.entries().stream().noneMatch(entry -> entry.version().equals(target))) {
            List<String> known = history.entries().stream()
                    .map(entry -> entry.version().text())
                    .toList();
            return new MigrationPlan(
                    List.of(),
                    List.of(Problem.error(
                            ProblemCode.HISTORY_UNKNOWN_VERSION,
                            "No migration has the version \"" + target.text() + "\".",
                            "neither the code nor the ledger knows it",
                            Suggestion.didYouMean(target.text(), known) + "mvn confiture:status lists the versions")));
        }
        return plan(history.pending().stream()
                .filter(migration -> migration.version().compareTo(target) <= 0)
                .toList());
    }

    MigrationPlan plan(List<ResolvedMigration> wanted) {
        Map<MigrationVersion, HistoryEntry> chosen = withDependencies(wanted);
        List<Problem> findings = new ArrayList<>();
        for (Problem finding : history.findings(policy)) {
            if (finding.code() != ProblemCode.HISTORY_OUT_OF_ORDER) {
                findings.add(finding);
            }
        }
        chosen.values().stream()
                .filter(entry -> entry.state() == MigrationState.OUT_OF_ORDER)
                .forEach(entry -> MigrationHistory.outOfOrder(entry, policy).ifPresent(findings::add));
        history.entries().stream()
                .filter(entry -> entry.state() == MigrationState.UNFINISHED
                        && entry.resolved().isPresent()
                        && !chosen.containsKey(entry.version()))
                .forEach(entry -> findings.add(Problem.error(
                        ProblemCode.HISTORY_UNFINISHED,
                        "Migration " + entry.label() + " did not finish, and this run would leave it so.",
                        "it is newer than the target, but older migrations may not count on what it did",
                        "finish it first: mvn confiture:migrate with "
                                + entry.version().text() + " or a later version as the target")));
        findings.addAll(unmetDependencies(chosen.values()));
        return new MigrationPlan(ordered(chosen), findings);
    }

    /** The wanted ones and, transitively, what they depend on and what is pending as well. */
    private Map<MigrationVersion, HistoryEntry> withDependencies(List<ResolvedMigration> wanted) {
        Map<MigrationVersion, HistoryEntry> chosen = new TreeMap<>();
        Deque<HistoryEntry> open = new ArrayDeque<>();
        wanted.forEach(migration -> open.add(entryOf(migration.className())));
        while (!open.isEmpty()) {
            HistoryEntry entry = open.remove();
            if (chosen.putIfAbsent(entry.version(), entry) == null) {
                dependencies(entry).stream()
                        .filter(dependency -> dependency.state().isPending())
                        .forEach(open::add);
            }
        }
        return chosen;
    }

    private List<HistoryEntry> dependencies(HistoryEntry entry) {
        return entry.resolved().orElseThrow().entry().options().dependsOn().stream()
                .filter(byClass::containsKey)
                .map(this::entryOf)
                .toList();
    }

    private HistoryEntry entryOf(String className) {
        return requireNonNull(byClass.get(className), className);
    }

    /** Those that neither ran nor will. */
    private List<Problem> unmetDependencies(Collection<HistoryEntry> chosen) {
        List<Problem> findings = new ArrayList<>();
        for (HistoryEntry entry : chosen) {
            ResolvedMigration migration = entry.resolved().orElseThrow();
            for (String className : migration.entry().options().dependsOn()) {
                HistoryEntry dependency = byClass.get(className);
                if (dependency == null || dependency.state() == MigrationState.NOT_FOR_THIS_ENVIRONMENT) {
                    findings.add(Problem.error(
                            ProblemCode.HISTORY_DEPENDENCY,
                            "Migration " + entry.label() + " depends on " + className + ", which does not run here.",
                            migration.place(),
                            dependency == null
                                    ? "no index on the class path names " + className
                                    : dependency.label() + " does not run in environment " + history.environment(),
                            "take it out of dependsOn, or let both run in the same environments"));
                }
            }
        }
        return findings;
    }

    private static List<Step> ordered(Map<MigrationVersion, HistoryEntry> chosen) {
        List<ResolvedMigration> order = order(chosen.values().stream()
                .map(entry -> entry.resolved().orElseThrow())
                .toList());
        if (order.size() < chosen.size()) {
            throw new IllegalStateException("dependsOn has a cycle that the rules of the index let through");
        }
        return order.stream()
                .map(migration -> new Step(requireNonNull(chosen.get(migration.version())), Direction.UP))
                .toList();
    }

    /**
     * Always the smallest version whose dependencies are done; linear but for the sorted set.
     *
     * @param migrations no version twice; what they depend on counts where it is among them
     * @return all of them but those in a cycle, and behind one
     */
    static List<ResolvedMigration> order(Collection<ResolvedMigration> migrations) {
        Map<String, ResolvedMigration> byClass = new HashMap<>();
        migrations.forEach(migration -> byClass.put(migration.className(), migration));
        Map<MigrationVersion, Integer> waitsFor = new HashMap<>();
        Map<String, List<ResolvedMigration>> neededBy = new HashMap<>();
        NavigableMap<MigrationVersion, ResolvedMigration> ready = new TreeMap<>();
        for (ResolvedMigration migration : migrations) {
            List<String> before = migration.entry().options().dependsOn().stream()
                    .filter(byClass::containsKey)
                    .distinct()
                    .toList();
            before.forEach(other ->
                    neededBy.computeIfAbsent(other, key -> new ArrayList<>()).add(migration));
            waitsFor.put(migration.version(), before.size());
            if (before.isEmpty()) {
                ready.put(migration.version(), migration);
            }
        }
        List<ResolvedMigration> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            ResolvedMigration done = ready.pollFirstEntry().getValue();
            order.add(done);
            for (ResolvedMigration waiting : neededBy.getOrDefault(done.className(), List.of())) {
                if (waitsFor.merge(waiting.version(), -1, Integer::sum) == 0) {
                    ready.put(waiting.version(), waiting);
                }
            }
        }
        return order;
    }
}
