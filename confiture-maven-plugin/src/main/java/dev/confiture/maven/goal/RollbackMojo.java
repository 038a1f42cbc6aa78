package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.runner.RollbackRequest;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Undoes applied migrations, the latest first, each in a transaction with its ledger row. Refuses before it touches
 * anything if one of them cannot be undone; what a build contains is never undone.
 */
@Mojo(name = "rollback", threadSafe = true)
public final class RollbackMojo extends LockingMojo {

    private static final String STEPS = "confiture.steps";
    private static final String TO_VERSION = "confiture.toVersion";

    /** How many migrations to undo. Default: 1 */
    @Parameter(property = STEPS)
    private @Nullable String steps;

    /** Undoes every migration above this version instead; 0 undoes all. */
    @Parameter(property = TO_VERSION)
    private @Nullable String toVersion;

    /** Shows what would run, statement by statement, and neither executes nor writes anything. */
    @Parameter(property = "confiture.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Override
    protected List<Idle> idle() {
        return dryRun ? List.of(waitsForNobody()) : List.of();
    }

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        RollbackRequest request = request();
        MigrationJourney migrations = workplace.withMigrations().migrations();
        return dryRun
                ? DryRuns.report(migrations.dryRollback(request))
                : Migrations.ran(migrations.rollback(request), "rolled back");
    }

    private RollbackRequest request() {
        Optional<Integer> count = Choice.positive(STEPS, steps);
        Optional<MigrationVersion> version = Choice.version(TO_VERSION, toVersion);
        if (count.isPresent() && version.isPresent()) {
            throw Choice.together(List.of(STEPS, TO_VERSION), "each of them says how far to go back");
        }
        return version.map(RollbackRequest::to).orElseGet(() -> RollbackRequest.steps(count.orElse(1)));
    }
}
