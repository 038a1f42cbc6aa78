package dev.confiture.index;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The members of {@code @Migration} beyond version and name.
 *
 * @param transactional whether the migration shares a transaction with its ledger row
 * @param irreversible why there is no way back
 * @param dependsOn binary names of migration classes, as declared
 * @param data whether it still runs after a build
 * @param retryable whether it may be tried again after 55P03, 40P01 and 40001
 * @param lockTimeout over the environment's
 * @param rawConnection whether the body may take the connection
 * @param restartable whether it may simply run again after an interruption outside a transaction
 * @param environments where it runs; empty means everywhere
 */
public record MigrationOptions(
        boolean transactional,
        Optional<String> irreversible,
        List<String> dependsOn,
        boolean data,
        boolean retryable,
        Optional<Duration> lockTimeout,
        boolean rawConnection,
        boolean restartable,
        List<String> environments) {

    public static final MigrationOptions DEFAULTS = new MigrationOptions(
            true, Optional.empty(), List.of(), false, true, Optional.empty(), false, false, List.of());

    public MigrationOptions {
        dependsOn = List.copyOf(dependsOn);
        environments = List.copyOf(environments);
    }

    public boolean runsIn(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }
}
