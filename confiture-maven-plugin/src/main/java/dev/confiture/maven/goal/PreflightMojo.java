package dev.confiture.maven.goal;

import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

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

    @Override
    protected List<Idle> idle() {
        return idleOnCopy();
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
