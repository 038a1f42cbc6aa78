package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a database is migrated.
 *
 * @param ledgerSchema the schema that holds the ledger ({@code ledger.schema}), as PostgreSQL stores the name
 * @param session how the session of each migration begins
 * @param lockWait how long a run waits for another run on the same database to end ({@code lock_wait}); zero means not
 *     at all
 * @param concurrentlyWait how long a CONCURRENTLY form waits for other transactions ({@code concurrently_wait}); empty means
 *     as long as it takes
 * @param outOfOrder what happens to a pending migration that is older than the newest applied one
 * @param pooler what stands between us and the server
 * @param isGrouped whether everything that a run applies shares one transaction ({@code group})
 */
public record MigrationSettings(
        String ledgerSchema,
        SessionSettings session,
        Duration lockWait,
        Optional<Duration> concurrentlyWait,
        OutOfOrder outOfOrder,
        Pooler pooler,
        boolean isGrouped) {

    public static final MigrationSettings DEFAULTS = new MigrationSettings(
            "public",
            SessionSettings.DEFAULTS,
            Duration.ofMinutes(5),
            Optional.empty(),
            OutOfOrder.WARN,
            Pooler.NONE,
            false);

    public MigrationSettings {
        requireNonNull(ledgerSchema, "ledgerSchema");
        requireNonNull(session, "session");
        requireNonNull(concurrentlyWait, "concurrentlyWait");
        requireNonNull(outOfOrder, "outOfOrder");
        requireNonNull(pooler, "pooler");
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative: " + lockWait);
        }
    }

    /** The same settings with another way of beginning sessions. */
    public MigrationSettings with(SessionSettings otherSession) {
        return new MigrationSettings(
                ledgerSchema, otherSession, lockWait, concurrentlyWait, outOfOrder, pooler, isGrouped);
    }

    /** The same settings with another wait for other runs. */
    public MigrationSettings withLockWait(Duration wait) {
        return new MigrationSettings(ledgerSchema, session, wait, concurrentlyWait, outOfOrder, pooler, isGrouped);
    }

    /** The same settings with another rule for late migrations. */
    public MigrationSettings with(OutOfOrder rule) {
        return new MigrationSettings(ledgerSchema, session, lockWait, concurrentlyWait, rule, pooler, isGrouped);
    }

    /** The same settings with one transaction for everything, or one for each migration. */
    public MigrationSettings withGroup(boolean group) {
        return new MigrationSettings(ledgerSchema, session, lockWait, concurrentlyWait, outOfOrder, pooler, group);
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

    /** What stands between us and the server ({@code pooler}). */
    public enum Pooler {
        /** Nothing; a connection pooler that is found all the same is refused. */
        NONE,
        /** A connection pooler that gives a connection one server process for as long as it lasts. */
        SESSION
    }
}
