package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Applies pending migrations in version order, each in a transaction with its ledger row. Stops at the first failure; what
 * ran before it stays.
 */
@Mojo(name = "migrate", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class MigrateMojo extends RehearsingMojo {

    /** Whether everything shares one transaction, all or nothing; over group of the environment. */
    @Parameter(property = "confiture.group")
    private @Nullable Boolean group;

    /** Shows what would run, statement by statement, and neither executes nor writes anything. */
    @Parameter(property = "confiture.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** A file that receives what would be sent, as SQL for psql with the ledger's statements; nothing is executed. */
    @Parameter(property = "confiture.sqlOutput")
    private @Nullable File sqlOutput;

    /** Whether the migrations run as preflight does first, on a copy or against another database, and only then for real. */
    @Parameter(property = "confiture.preflight", defaultValue = "false")
    private boolean preflight;

    /** In batch mode, the worst tier that a preflight lets pass. */
    @Parameter(property = "confiture.maxRisk", defaultValue = "reversible")
    private @Nullable String maxRisk;

    /** Agrees to whatever a preflight found. */
    @Parameter(property = "confiture.yes", defaultValue = "false")
    private boolean yes;

    @Override
    protected boolean runsBesideTests() {
        return true;
    }

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        requireOneWay();
        Optional<MigrationVersion> last = last();
        Workplace place = group == null ? workplace : workplace.grouping(group);
        MigrationJourney migrations = journey(place);
        if (sqlOutput != null) {
            return MigrationScripts.write(migrations.script(last), sqlOutput.toPath(), place.shown(sqlOutput.toPath()));
        }
        if (dryRun) {
            return DryRuns.report(migrations.dryApply(last));
        }
        if (preflight) {
            Rehearsal rehearsal = new Rehearsal(Choice.tier("confiture.maxRisk", maxRisk), yes, place.isBatch());
            PreflightReport report = rehearse(place);
            show(Preflights.report(report).text() + "\n");
            rehearsal.requireAgreement(report);
        }
        return Migrations.ran(last.map(migrations::applyTo).orElseGet(migrations::apply), "applied");
    }

    /** One of them would have no effect. */
    private void requireOneWay() {
        List<String> given = Stream.of(
                        dryRun ? "confiture.dryRun" : "",
                        sqlOutput != null ? "confiture.sqlOutput" : "",
                        preflight ? "confiture.preflight" : "")
                .filter(name -> !name.isEmpty())
                .toList();
        if (given.size() > 1) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.MAVEN_BAD_VALUE,
                    String.join(" and ", given) + " are given together.",
                    "each of them says what to do in place of a plain migrate",
                    "choose one"));
        }
    }
}
