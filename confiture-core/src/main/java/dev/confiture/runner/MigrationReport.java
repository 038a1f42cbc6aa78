package dev.confiture.runner;

import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.Problem;
import dev.confiture.runner.attempt.Ran;
import java.util.List;

/**
 * What a migrate or rollback did.
 *
 * @param direction which of the two it was
 * @param ran in the order in which they ran
 * @param pending what is left to apply, in version order
 * @param notices warnings and notes
 */
public record MigrationReport(
        Direction direction, List<Ran> ran, List<ResolvedMigration> pending, List<Problem> notices) {

    public MigrationReport {
        ran = List.copyOf(ran);
        pending = List.copyOf(pending);
        notices = List.copyOf(notices);
    }
}
