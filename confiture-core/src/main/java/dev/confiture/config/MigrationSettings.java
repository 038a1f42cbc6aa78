package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a database is migrated.
 *
 * @param ledgerSchema the schema that holds the ledger ({@code ledger.schema}), as PostgreSQL stores the name
 * @param lockTimeout how long one statement may wait for a lock ({@code lock_timeout}); 1 ms to 24 h
 * @param lockWait how long a run waits for another run on the same database to end ({@code lock_wait}); zero means not
 *     at all
 * @param outOfOrder what happens to a pending migration that is older than the newest applied one
 */
public record MigrationSettings(String ledgerSchema, Duration lockTimeout, Duration lockWait, OutOfOrder outOfOrder) {

    public static final MigrationSettings DEFAULTS =
            new MigrationSettings("public", Duration.ofSeconds(10), Duration.ofMinutes(1), OutOfOrder.WARN);

    public MigrationSettings {
        requireNonNull(ledgerSchema, "ledgerSchema");
        requireNonNull(outOfOrder, "outOfOrder");
        if (lockTimeout.compareTo(Duration.ofMillis(1)) < 0 || lockTimeout.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("a lock timeout is 1 ms to 24 h: " + lockTimeout);
        }
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative: " + lockWait);
        }
    }

    /** What happens to a pending migration that is older than the newest applied one ({@code out_of_order}). */
    public enum OutOfOrder {
        /** It is applied. */
        ALLOW,
        /** It is applied, with a warning. The default where the environment is not protected. */
        WARN,
        /** The run is refused before anything is applied. The default where the environment is protected. */
        REFUSE
    }
}
