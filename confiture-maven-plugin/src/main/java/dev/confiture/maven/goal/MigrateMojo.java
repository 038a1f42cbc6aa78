package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Applies pending migrations in version order, each in a transaction with its ledger row. Stops at the first failure; what
 * ran before it stays.
 */
@Mojo(name = "migrate", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class MigrateMojo extends LockingMojo {

    /** The last version to apply. Default: everything that is pending. */
    @Parameter(property = "confiture.target")
    private @Nullable String target;

    @Override
    protected boolean runsBesideTests() {
        return true;
    }

    @Override
    protected GoalReport runAlone(Workplace workplace) {
        Optional<MigrationVersion> last = Choice.version("confiture.target", target);
        MigrationJourney migrations = workplace.withMigrations().migrations();
        return Migrations.ran(last.map(migrations::applyTo).orElseGet(migrations::apply), "applied");
    }
}
