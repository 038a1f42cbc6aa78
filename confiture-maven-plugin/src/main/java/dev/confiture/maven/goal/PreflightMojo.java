package dev.confiture.maven.goal;

import dev.confiture.diff.CatalogFilter;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pending migrations for real, by default on a copy of the database, and takes everything back. Says of every
 * statement how long it took, which locks it held and what it rewrote. {@code -Dconfiture.against=target} runs them on the
 * database itself, {@code -Dconfiture.against=<url>} on a copy of yours; both are rolled back.
 */
@Mojo(name = "preflight", threadSafe = true)
public final class PreflightMojo extends RehearsingMojo {

    /** Fails if the rehearsal does not end at db/schema. */
    @Parameter(property = "confiture.failOnDifference", defaultValue = "false")
    private boolean failOnDifference;

    /** Of the end, compares only these, separated by commas: a schema (app) or objects (app.tmp_*), their parts included. */
    @Parameter(property = "confiture.include")
    private @Nullable String include;

    /** Leaves these out, written in the same way. */
    @Parameter(property = "confiture.exclude")
    private @Nullable String exclude;

    /** Compares only these kinds and their parts, separated by commas: table, view, foreign-key … */
    @Parameter(property = "confiture.includeKinds")
    private @Nullable String includeKinds;

    /** Leaves these kinds out. */
    @Parameter(property = "confiture.excludeKinds")
    private @Nullable String excludeKinds;

    /** Does not compare these: owners, grants, comments. */
    @Parameter(property = "confiture.ignore")
    private @Nullable String ignore;

    /** Leaves out the partitions that these mean (app.events_*), such as those that a job makes. */
    @Parameter(property = "confiture.ignorePartitions")
    private @Nullable String ignorePartitions;

    @Override
    protected List<Idle> idle() {
        List<Idle> idle = new ArrayList<>(idleOnCopy());
        if (last().isPresent()) {
            idle.add(Idle.because(
                    "with confiture.target the end is compared with nothing",
                    "confiture.failOnDifference",
                    "confiture.include",
                    "confiture.exclude",
                    "confiture.includeKinds",
                    "confiture.excludeKinds",
                    "confiture.ignore",
                    "confiture.ignorePartitions"));
        }
        return idle;
    }

    @Override
    CatalogFilter compared() {
        return Filters.of(include, exclude, ignorePartitions, includeKinds, excludeKinds, ignore);
    }

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        GoalReport report = Preflights.report(rehearse(workplace));
        return failOnDifference
                ? new GoalReport(
                        report.text(),
                        report.result(),
                        report.problems().stream().map(PreflightMojo::strict).toList())
                : report;
    }

    private static Problem strict(Problem problem) {
        boolean isOfTheEnd = problem.code() == ProblemCode.PREFLIGHT_DIFFERENT
                || problem.code() == ProblemCode.PREFLIGHT_NOT_COMPARED;
        return isOfTheEnd
                ? new Problem(
                        problem.code(), Severity.ERROR, problem.what(), problem.where(), problem.why(), problem.fix())
                : problem;
    }
}
