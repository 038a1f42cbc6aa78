package dev.confiture.runner;

import dev.confiture.hazard.Tier;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.problem.Problem;
import dev.confiture.runner.preview.MigrationPreview;
import java.util.List;

/**
 * What a migrate or rollback would do now.
 *
 * @param database name and server
 * @param migrations in the order in which they would run
 * @param notices warnings and notes
 */
public record DryRunReport(
        String database, Direction direction, List<MigrationPreview> migrations, List<Problem> notices) {

    public DryRunReport {
        migrations = List.copyOf(migrations);
        notices = List.copyOf(notices);
    }

    /** The worst of its migrations. */
    public Tier tier() {
        return migrations.stream().map(MigrationPreview::tier).reduce(Tier.ADDITIVE, Tier::worst);
    }
}
