package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.PreflightReport;
import java.io.File;
import java.util.ArrayList;
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

    private static final String MAX_RISK = "confiture.maxRisk";

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
    @Parameter(property = MAX_RISK, defaultValue = "reversible")
    private @Nullable String maxRisk;

    /** Agrees to whatever a preflight found. */
    @Parameter(property = "confiture.yes", defaultValue = "false")
    private boolean yes;

    @Override
    protected boolean runsBesideTests() {
        return true;
    }

    @Override
    protected List<Idle> idle() {
        List<Idle> idle = new ArrayList<>();
        if (!preflight) {
            idle.add(Idle.because(
                    "only a rehearsal looks at it (-Dconfiture.preflight=true)",
                    MAX_RISK,
                    "confiture.yes",
                    AGAINST,
                    CONFIRM,
                    LIMIT,
                    STATEMENT_LIMIT));
        } else {
            idle.addAll(idleOnCopy());
            if (yes) {
                idle.add(Idle.because("confiture.yes agrees to every tier", MAX_RISK));
            } else if (!isBatch()) {
                idle.add(Idle.because("a person is asked, whatever the tier; it is for batch mode (-B)", MAX_RISK));
            }
        }
        if (dryRun || sqlOutput != null) {
            idle.add(waitsForNobody());
        }
        return idle;
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
            Rehearsal rehearsal = new Rehearsal(Choice.tier(MAX_RISK, maxRisk), yes, place.isBatch());
            PreflightReport report = rehearse(place);
            show(Preflights.report(report).text() + "\n");
            rehearsal.requireAgreement(report);
        }
        return Migrations.ran(last.map(migrations::applyTo).orElseGet(migrations::apply), "applied");
    }

    private void requireOneWay() {
        List<String> given = Stream.of(
                        dryRun ? "confiture.dryRun" : "",
                        sqlOutput != null ? "confiture.sqlOutput" : "",
                        preflight ? "confiture.preflight" : "")
                .filter(name -> !name.isEmpty())
                .toList();
        if (given.size() > 1) {
            throw Choice.together(given, "each of them says what to do in place of a plain migrate");
        }
    }
}
