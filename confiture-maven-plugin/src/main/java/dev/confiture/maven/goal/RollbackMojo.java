package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.RollbackRequest;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Undoes applied migrations, the latest first, each in a transaction with its ledger row. Refuses before it touches
 * anything if one of them cannot be undone; what a build contains is never undone.
 */
@Mojo(name = "rollback", threadSafe = true)
public final class RollbackMojo extends LockingMojo {

    /** How many migrations to undo. */
    @Parameter(property = "confiture.steps", defaultValue = "1")
    private int steps;

    /** Undoes every migration above this version instead; 0 undoes all. */
    @Parameter(property = "confiture.toVersion")
    private @Nullable String toVersion;

    /** Shows what would run, statement by statement, and neither executes nor writes anything. */
    @Parameter(property = "confiture.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        RollbackRequest request = Choice.version("confiture.toVersion", toVersion)
                .map(RollbackRequest::to)
                .orElseGet(() -> RollbackRequest.steps(Choice.positive("confiture.steps", steps)));
        MigrationJourney migrations = workplace.withMigrations().migrations();
        return dryRun
                ? DryRuns.report(migrations.dryRollback(request))
                : Migrations.ran(migrations.rollback(request), "rolled back");
    }
}
