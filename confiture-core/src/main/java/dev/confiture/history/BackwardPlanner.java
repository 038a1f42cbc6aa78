package dev.confiture.history;

import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.MigrationPlan.Step;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether rows of the ledger can be undone; if one cannot, none is. */
final class BackwardPlanner {

    private static final MigrationVersion EVERYTHING = MigrationVersion.of("0");

    private final MigrationHistory history;

    BackwardPlanner(MigrationHistory history) {
        this.history = history;
    }

    MigrationPlan planTo(MigrationVersion version) {
        List<HistoryEntry> rows = history.latestFirst();
        if (!version.equals(EVERYTHING)
                && rows.stream().noneMatch(row -> row.version().equals(version))) {
            List<String> known = rows.stream().map(row -> row.version().text()).toList();
            return new MigrationPlan(
                    List.of(),
                    List.of(Problem.error(
                            ProblemCode.HISTORY_UNKNOWN_VERSION,
                            "The database does not contain version \"" + version.text() + "\".",
                            "a rollback goes back to a version of the ledger, or to 0: before all of them",
                            Suggestion.didYouMean(version.text(), known) + "mvn confiture:status lists the versions")));
        }
        return plan(rows.stream()
                .filter(row -> row.version().compareTo(version) > 0)
                .toList());
    }

    MigrationPlan plan(List<HistoryEntry> latestFirst) {
        List<Problem> findings = new ArrayList<>();
        latestFirst.forEach(entry -> refusal(entry).ifPresent(findings::add));
        findings.addAll(stillNeeded(latestFirst));
        latestFirst.stream()
                .filter(entry -> entry.state() == MigrationState.CHANGED)
                .forEach(entry -> findings.add(Problem.warning(
                        ProblemCode.HISTORY_CHANGED,
                        "Migration " + entry.label() + " was edited after it was applied.",
                        "its down as it is now runs against what its up did then",
                        "look at the database afterwards, or restore the class first")));
        return new MigrationPlan(
                latestFirst.stream()
                        .map(entry -> new Step(entry, Direction.DOWN))
                        .toList(),
                findings);
    }

    private static Optional<Problem> refusal(HistoryEntry entry) {
        String what = "Migration " + entry.label() + " cannot be rolled back.";
        AppliedMigration row = entry.applied().orElseThrow();
        if (row.state() == LedgerState.BUILT || row.state() == LedgerState.BASELINE) {
            return Optional.of(Problem.error(
                    ProblemCode.HISTORY_NOT_RUN_HERE,
                    what,
                    row.state() == LedgerState.BUILT
                            ? "it never ran here: the build of db/schema contained it"
                            : "it never ran here: the database was adopted with it",
                    "roll back fewer steps; to go further back, build the schema of that point"
                            + " (mvn confiture:build -Dconfiture.from=<version>)"));
        }
        if (entry.resolved().isEmpty()) {
            return Optional.of(Problem.error(
                    ProblemCode.HISTORY_MISSING,
                    what,
                    "the code no longer has class " + row.className(),
                    "bring the class back (its branch has it), then roll back"));
        }
        if (entry.state() == MigrationState.HALF_UNDONE && !Unfinished.canGoOn(entry)) {
            return Optional.of(Unfinished.refusal(entry));
        }
        ResolvedMigration migration = entry.resolved().get();
        if (migration.entry().form().isReversible()) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                ProblemCode.HISTORY_IRREVERSIBLE,
                what,
                migration.place(),
                "it is irreversible: "
                        + migration.entry().options().irreversible().orElse("it has no down"),
                "go forward with a new migration instead"));
    }

    /** Rows that stay, although they depend on one that goes. */
    private List<Problem> stillNeeded(List<HistoryEntry> going) {
        Set<MigrationVersion> gone = new HashSet<>();
        Set<String> goneClasses = new HashSet<>();
        going.forEach(entry -> {
            gone.add(entry.version());
            entry.resolved().ifPresent(migration -> goneClasses.add(migration.className()));
        });
        List<Problem> findings = new ArrayList<>();
        for (HistoryEntry stays : history.latestFirst()) {
            if (gone.contains(stays.version()) || stays.resolved().isEmpty()) {
                continue;
            }
            stays.resolved().get().entry().options().dependsOn().stream()
                    .filter(goneClasses::contains)
                    .forEach(className -> findings.add(Problem.error(
                            ProblemCode.HISTORY_DEPENDENCY,
                            "Migration " + stays.label() + " depends on " + className + " and would stay.",
                            "a migration is not undone under another that declares dependsOn on it",
                            "roll back " + stays.label() + " as well: to an earlier version, or with more steps")));
        }
        return findings;
    }
}
