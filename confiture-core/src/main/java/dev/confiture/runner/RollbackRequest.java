package dev.confiture.runner;

import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationPlan;
import dev.confiture.index.MigrationVersion;
import java.util.Optional;

/**
 * What to undo: a number of the latest migrations, or all above a version.
 *
 * @param steps at least 1; without meaning where there is a version
 * @param toVersion the version to go back to
 */
public record RollbackRequest(int steps, Optional<MigrationVersion> toVersion) {

    public RollbackRequest {
        if (steps < 1) {
            throw new IllegalArgumentException("a rollback has at least one step, not " + steps);
        }
    }

    public static RollbackRequest steps(int count) {
        return new RollbackRequest(count, Optional.empty());
    }

    public static RollbackRequest to(MigrationVersion version) {
        return new RollbackRequest(1, Optional.of(version));
    }

    MigrationPlan plan(MigrationHistory history) {
        return toVersion
                .map(version -> MigrationPlan.backTo(version, history))
                .orElseGet(() -> MigrationPlan.back(steps, history));
    }
}
