package dev.confiture;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.config.SessionSettings;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.CatalogFilter.Filtered;
import dev.confiture.diff.Change;
import dev.confiture.diff.ChangeSet;
import dev.confiture.generate.ComparedSchema;
import dev.confiture.generate.RenamedSchema;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene.Style;
import dev.confiture.plan.rename.LookAlikes;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Two schemas side by side, those of their parts that count. Pure. */
final class Comparison {

    private final ComparedSchema before;
    private final RenamedSchema renamed;
    private final ComparedSchema after;
    private final CatalogFilter filter;
    private final SessionSettings session;
    private final Filtered old;
    private final Filtered wanted;
    private final ChangeSet changes;

    /**
     * @param renamed the first one under the names of the second
     * @param session of a migration from one to the other
     */
    Comparison(
            ComparedSchema before,
            RenamedSchema renamed,
            ComparedSchema after,
            CatalogFilter filter,
            SessionSettings session) {
        this.before = before;
        this.renamed = renamed;
        this.after = after;
        this.filter = filter;
        this.session = session;
        this.old = filter.apply(renamed.catalog());
        this.wanted = filter.apply(after.catalog());
        this.changes = withNewSchemas(new CatalogDiffer().diff(old.catalog(), wanted.catalog()));
    }

    /** Those that renames lead into, and that are there since. */
    private ChangeSet withNewSchemas(ChangeSet found) {
        Set<ObjectKey> made = new TreeSet<>(renamed.renames().made());
        made.removeIf(schema -> !wanted.catalog().contains(schema));
        List<Change> all = new ArrayList<>();
        made.forEach(schema -> all.add(new Change.Added(wanted.catalog().get(schema))));
        found.changes().stream().filter(change -> !made.contains(change.key())).forEach(all::add);
        all.sort(Comparator.comparing(Change::key));
        return new ChangeSet(found.before(), found.after(), all);
    }

    /** @throws ConfitureException ({@code diff.idle-filter}) if a filter that means nothing leaves nothing to compare */
    DiffReport report() {
        List<Problem> problems = problems();
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfitureException(problems);
        }
        Planner planner = new Planner(Style.ONLINE);
        Plan up = planner.plan(old.catalog(), wanted.catalog());
        Plan down = planner.plan(wanted.catalog(), old.catalog());
        Renames renames = renamed.renames();
        return new DiffReport(
                before.label(),
                after.label(),
                changes,
                renames,
                joined(renames.statements(), up.statements(), up.notSupported()),
                joined(down.statements(), renames.inverse().statements(), down.notSupported()),
                session,
                places(),
                leftOut(),
                notCompared(),
                problems);
    }

    private static Plan joined(List<PlannedStatement> first, List<PlannedStatement> then, List<String> notSupported) {
        List<PlannedStatement> all = new ArrayList<>(first);
        all.addAll(then);
        return new Plan(all, notSupported);
    }

    private Map<ObjectKey, SourceSpan> places() {
        Map<ObjectKey, SourceSpan> places = new HashMap<>();
        for (Change change : changes.changes()) {
            after.declarations()
                    .place(change.key())
                    .or(() -> before.declarations().place(change.key()))
                    .ifPresent(place -> places.put(change.key(), place));
        }
        return places;
    }

    private List<ObjectKey> leftOut() {
        Set<ObjectKey> leftOut = new TreeSet<>(old.leftOut());
        leftOut.addAll(wanted.leftOut());
        return List.copyOf(leftOut);
    }

    private List<String> notCompared() {
        Set<String> notCompared = new TreeSet<>(old.catalog().notModelled());
        notCompared.addAll(wanted.catalog().notModelled());
        return List.copyOf(notCompared);
    }

    /** What is wrong with declared renames, what looks like one, and filters that mean nothing. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(renamed.problems());
        problems.addAll(LookAlikes.of(changes, after.declarations()));
        List<Catalog> catalogs = List.of(renamed.catalog(), after.catalog());
        Set<String> known = new TreeSet<>();
        catalogs.forEach(catalog -> catalog.keys().forEach(key -> known.addAll(List.of(key.path(), key.container()))));
        boolean leavesNothing =
                old.catalog().keys().isEmpty() && wanted.catalog().keys().isEmpty();
        for (String idle : filter.idle(catalogs)) {
            String what = "Neither schema has anything that \"" + idle + "\" means.";
            String fix = Suggestion.didYouMean(idle, known) + "Correct the filter, or leave it out";
            problems.add(
                    leavesNothing && !known.isEmpty()
                            ? Problem.error(
                                    ProblemCode.DIFF_IDLE_FILTER, what, "nothing is left that could differ", fix)
                            : Problem.warning(ProblemCode.DIFF_IDLE_FILTER, what, "", fix));
        }
        return problems;
    }
}
